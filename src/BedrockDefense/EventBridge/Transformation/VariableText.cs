using System.Text.Json;
using BedrockDefense.EventBridge.Matching;

namespace BedrockDefense.EventBridge.Transformation;

/// <summary>
/// The text EventBridge puts in place of a variable. AWS documents that values are not escaped inside strings
/// ("Amazon EventBridge input transformation", common issues); the rest was observed at AWS by others.
/// </summary>
internal static class VariableText
{
    /// <summary>As the value of a JSON field: JSON, with an empty string for what is missing.</summary>
    public static string AsJson(JsonElement? value) => IsMissing(value) ? "\"\"" : JsonSerializer.Serialize(value, JsonText.Options);

    /// <summary>Inside a string of a JSON template: a string as it is, anything else as JSON, quotes included.</summary>
    public static string InsideJsonString(JsonElement? value) =>
        IsMissing(value) ? ""
        : value!.Value.ValueKind == JsonValueKind.String ? HostileText.Of(value.Value)
        : JsonSerializer.Serialize(value, JsonText.Options);

    /// <summary>In a text template: as inside a JSON string, but objects and lists lose their quotation marks.</summary>
    public static string InsideText(JsonElement? value) =>
        value?.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? JsonSerializer.Serialize(value, JsonText.Options).Replace("\"", "", StringComparison.Ordinal)
            : InsideJsonString(value);

    private static bool IsMissing(JsonElement? value) => value is null or { ValueKind: JsonValueKind.Null };
}
