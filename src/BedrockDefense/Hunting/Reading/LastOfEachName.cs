using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Makes JSON that can be changed of JSON in which names may come twice: the last counts, as it does wherever records are read.
/// </summary>
internal static class LastOfEachName
{
    /// <summary>The value; null for JSON's null.</summary>
    public static JsonNode? Of(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonObject();
                foreach (var member in value.EnumerateObject())
                {
                    map[member.Name] = Of(member.Value);
                }

                return map;
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Select(Of)]);
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(value.Clone());
        }
    }
}
