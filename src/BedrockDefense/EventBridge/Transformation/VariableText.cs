using System.Text.Json;
using BedrockDefense.EventBridge.Matching;

namespace BedrockDefense.EventBridge.Transformation;

/// <summary>
/// The text that EventBridge puts in place of a variable. AWS documents that values are not escaped inside strings ("Amazon
/// EventBridge input transformation", common issues). The rest was observed at AWS by others.
/// </summary>
internal static class VariableText
{
    /// <summary>Returns the text for the value of a JSON field: the value as JSON, or an empty string for a missing value.</summary>
    public static string ForJsonField(JsonElement? value) => IsMissing(value) ? "\"\"" : JsonSerializer.Serialize(value, JsonText.Options);

    /// <summary>
    /// Returns the text inside a string of a JSON template. A string stays as it is; any other value becomes JSON with its
    /// quotes.
    /// </summary>
    public static string ForJsonString(JsonElement? value) =>
        IsMissing(value) ? ""
        : value!.Value.ValueKind == JsonValueKind.String ? HostileText.Of(value.Value)
        : JsonSerializer.Serialize(value, JsonText.Options);

    /// <summary>
    /// Returns the text in a text template: as inside a JSON string, but objects and lists lose their quotation marks.
    /// </summary>
    public static string ForText(JsonElement? value) =>
        value?.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? JsonSerializer.Serialize(value, JsonText.Options).Replace("\"", "", StringComparison.Ordinal)
            : ForJsonString(value);

    private static bool IsMissing(JsonElement? value) => value is null or { ValueKind: JsonValueKind.Null };
}
