using System.Text.Json;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>Finds the values of a field in a record.</summary>
internal static class FieldValues
{
    /// <summary>Returns all values of the field. There is at most one, unless the path leads through arrays of objects.</summary>
    public static IEnumerable<JsonElement> Find(FieldPath field, JsonElement record) => Find(field.Segments, 0, record);

    /// <summary>Returns the scalar values of the field. An array counts as its elements, and an object is not a scalar.</summary>
    public static IEnumerable<JsonElement> FindScalars(FieldPath field, JsonElement record) => Find(field, record).SelectMany(Scalars);

    private static IEnumerable<JsonElement> Find(IReadOnlyList<string> segments, int index, JsonElement element) =>
        index == segments.Count ? [element]
        : element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(item => Find(segments, index, item))
        : element.ValueKind == JsonValueKind.Object && element.TryGetProperty(segments[index], out var inner)
            ? Find(segments, index + 1, inner)
        : [];

    private static IEnumerable<JsonElement> Scalars(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Scalars),
            JsonValueKind.Object => [],
            _ => [element],
        };
}
