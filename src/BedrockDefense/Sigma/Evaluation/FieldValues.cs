using System.Text.Json;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>Finds what a record holds at a field.</summary>
internal static class FieldValues
{
    /// <summary>Everything at the field: one thing at most, unless the way there leads through arrays of objects.</summary>
    public static IEnumerable<JsonElement> At(FieldPath field, JsonElement record) => At(field.Segments, 0, record);

    /// <summary>The scalars at the field; an array there gives its elements, an object is no value.</summary>
    public static IEnumerable<JsonElement> ScalarsAt(FieldPath field, JsonElement record) => At(field, record).SelectMany(Scalars);

    private static IEnumerable<JsonElement> At(IReadOnlyList<string> segments, int index, JsonElement element) =>
        index == segments.Count ? [element]
        : element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(item => At(segments, index, item))
        : element.ValueKind == JsonValueKind.Object && element.TryGetProperty(segments[index], out var inner)
            ? At(segments, index + 1, inner)
        : [];

    private static IEnumerable<JsonElement> Scalars(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Scalars),
            JsonValueKind.Object => [],
            _ => [element],
        };
}
