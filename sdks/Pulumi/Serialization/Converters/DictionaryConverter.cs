using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Converts maps with text keys. An element of the wrong type becomes a default value.</summary>
internal sealed class DictionaryConverter<T> : StateConverter
{
    public override bool TryConvert(object? value, out object? result)
    {
        result = null;
        if (value is not ImmutableDictionary<string, object?> map)
        {
            return value is null;
        }

        var element = For(typeof(T));
        result = map.ToImmutableDictionary(
            entry => entry.Key,
            entry => element.ConvertOrDefault(entry.Value) is T converted ? converted : default!
        );
        return true;
    }

    protected override void CheckParts(HashSet<Type> seen) => CheckPart(typeof(T), seen);
}
