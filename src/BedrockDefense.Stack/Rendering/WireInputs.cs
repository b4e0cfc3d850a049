using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Pulumi.Testing;

namespace BedrockDefense.Stack.Rendering;

/// <summary>Converts the inputs of a resource to JSON, by their wire names.</summary>
public static class WireInputs
{
    /// <summary>Returns the known inputs of a resource.</summary>
    public static JsonObject Of(MockResourceArgs args) => (JsonObject)ToJson(args.Inputs)!;

    private static JsonNode? ToJson(object? value) =>
        value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            double number when double.IsInteger(number) => JsonValue.Create((long)number),
            double number => JsonValue.Create(number),
            IDictionary<string, object?> map => new JsonObject(
                map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, ToJson(entry.Value)))
            ),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(ToJson)]),
            _ => throw new NotSupportedException(
                string.Create(CultureInfo.InvariantCulture, $"an input of type {value.GetType()} cannot be recorded")
            ),
        };
}
