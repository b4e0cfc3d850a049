using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Turns arguments into wire values and collects the resources they depend on.</summary>
internal sealed class Serializer(bool keepResources = true)
{
    public HashSet<Resource> Dependencies { get; } = [];

    /// <summary>Returns the wire value. A type without a wire form throws <see cref="InvalidOperationException"/> with the path.</summary>
    public async ValueTask<object?> SerializeAsync(string path, object? value) =>
        value switch
        {
            null or bool or double or string => value,
            int number => (double)number,
            InputArgs args => await SerializeMapAsync(path, args.ToDictionary()).ConfigureAwait(false),
            Task => throw new InvalidOperationException($"A Task is no resource argument; wrap it with Output.Create: {path}"),
            IInput input => await SerializeOutputAsync(path, input.Shape).ConfigureAwait(false),
            IUnion union => await SerializeAsync(path, union.Value).ConfigureAwait(false),
            JsonElement element => SerializeJson(element),
            IOutput output => await SerializeOutputAsync(path, output).ConfigureAwait(false),
            CustomResource resource => await SerializeCustomAsync(path, resource).ConfigureAwait(false),
            ComponentResource resource => await SerializeComponentAsync(path, resource).ConfigureAwait(false),
            IDictionary map => await SerializeMapAsync(path, map).ConfigureAwait(false),
            IList list => await SerializeListAsync(path, list).ConfigureAwait(false),
            Enum constant when constant.GetTypeCode() == TypeCode.Int32 => (double)(int)value,
            ValueTuple => null,
            _ when EnumStruct.TryUnwrap(value, out var raw) => raw,
            _ when OutputTypeFields.Of(value) is { } fields => await SerializeMapAsync(path, fields).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"{value.GetType().FullName} cannot be a resource argument: {path}"),
        };

    private async ValueTask<object?> SerializeOutputAsync(string path, IOutput output)
    {
        var data = await output.GetUntypedAsync().ConfigureAwait(false);
        Dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
        {
            return Wire.Unknown;
        }

        var value = await SerializeAsync(path, data.Value).ConfigureAwait(false);
        return data.IsSecret ? Wire.Secret(value) : value;
    }

    private async ValueTask<object?> SerializeCustomAsync(string path, CustomResource resource)
    {
        Dependencies.Add(resource);
        if (!keepResources)
        {
            return await SerializeOutputAsync(path, resource.Id).ConfigureAwait(false);
        }

        return Wire.Reference(await SerializeOutputAsync(path, resource.Urn).ConfigureAwait(false));
    }

    // A component and its children may refer to each other, so only the component's URN is sent.
    private async ValueTask<object?> SerializeComponentAsync(string path, ComponentResource resource)
    {
        var urn = await SerializeOutputAsync(path, resource.Urn).ConfigureAwait(false);
        return keepResources ? Wire.Reference(urn) : urn;
    }

    private async ValueTask<ImmutableArray<object?>> SerializeListAsync(string path, IList list)
    {
        if (WireList.IsDefault(list))
        {
            return [];
        }

        var values = ImmutableArray.CreateBuilder<object?>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            values.Add(await SerializeAsync($"{path}[{i}]", list[i]).ConfigureAwait(false));
        }

        return values.MoveToImmutable();
    }

    private async ValueTask<ImmutableDictionary<string, object?>> SerializeMapAsync(string path, IDictionary map)
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (DictionaryEntry entry in map)
        {
            if (entry.Key is not string key)
            {
                throw new InvalidOperationException($"The keys of a map argument must be strings: {path}");
            }

            if (await SerializeAsync($"{path}.{key}", entry.Value).ConfigureAwait(false) is { } value)
            {
                values[key] = value;
            }
        }
        return values.ToImmutable();
    }

    private static object? SerializeJson(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => element.EnumerateArray().Select(SerializeJson).ToImmutableArray(),
            JsonValueKind.Object => element
                .EnumerateObject()
                .ToImmutableDictionary(property => property.Name, property => SerializeJson(property.Value)),
            _ => null,
        };
}
