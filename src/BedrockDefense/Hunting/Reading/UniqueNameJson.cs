using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Converts JSON, in which names may occur twice, to a <see cref="JsonNode"/> that can be changed. Of two values with the same name
/// the last counts, as everywhere in this project.
/// </summary>
internal static class UniqueNameJson
{
    /// <summary>Returns the converted value, or null for a JSON null.</summary>
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
