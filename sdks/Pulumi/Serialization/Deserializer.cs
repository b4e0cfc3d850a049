using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Turns wire values into plain ones. It unwraps secrets, notes unknown values, and turns references into resources.</summary>
internal static class Deserializer
{
    /// <summary>Returns the plain value. The whole value is unknown or secret if any part of it is.</summary>
    public static OutputData<object?> Deserialize(object? wire)
    {
        switch (wire)
        {
            case Wire.Unknown:
                return OutputData<object?>.Unknown();
            case ImmutableDictionary<string, object?> secret when Wire.IsSigned(secret, Wire.SecretSignature):
                return Deserialize(secret["value"]) with { IsSecret = true };
            case ImmutableDictionary<string, object?> reference when Wire.IsSigned(reference, Wire.ResourceSignature):
                return OutputData<object?>.Known(new DependencyResource((string)reference["urn"]!));
            case ImmutableDictionary<string, object?> map:
                // Names with this beginning belong to the engine.
                var entries = map.Where(entry => !entry.Key.StartsWith("__", StringComparison.Ordinal))
                    .Select(entry => (entry.Key, Data: Deserialize(entry.Value)))
                    .ToArray();
                return Join(
                    entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Data.Value),
                    entries.Select(entry => entry.Data)
                );
            case ImmutableArray<object?> list:
                var items = list.Select(Deserialize).ToArray();
                return Join(items.Select(item => item.Value).ToImmutableArray(), items);
            default:
                return OutputData<object?>.Known(wire);
        }
    }

    /// <summary>Returns the arguments of a resource or function in the form for mocks: known values only, and no nulls.</summary>
    public static ImmutableDictionary<string, object> DeserializeKnown(ImmutableDictionary<string, object?> wire) =>
        wire.Select(entry => (entry.Key, Data: Deserialize(entry.Value)))
            .Where(entry => entry.Data is { IsKnown: true, Value: not null })
            .ToImmutableDictionary(entry => entry.Key, entry => entry.Data.Value!);

    private static OutputData<object?> Join(object value, IEnumerable<OutputData<object?>> parts)
    {
        bool isKnown = true,
            isSecret = false;
        foreach (var part in parts)
        {
            isKnown &= part.IsKnown;
            isSecret |= part.IsSecret;
        }
        return new(value, isKnown, isSecret, []);
    }
}
