using System.Text.Json;
using System.Text.RegularExpressions;

namespace BedrockDefense.Testing;

/// <summary>
/// Validates a value against a JSON Schema. It knows the keywords that the schemas of the tests use, and refuses any other.
/// </summary>
public static class JsonSchemaCheck
{
    private static readonly string[] Annotations = ["$schema", "$id", "title", "description"];

    /// <summary>Finds what is wrong with a value, each fault with its path.</summary>
    public static IEnumerable<string> Faults(JsonElement schema, JsonElement value, string path = "$")
    {
        foreach (var keyword in schema.EnumerateObject().Where(keyword => !Annotations.Contains(keyword.Name)))
        {
            foreach (var fault in Faults(keyword.Name, keyword.Value, schema, value, path))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> Faults(string keyword, JsonElement operand, JsonElement schema, JsonElement value, string path) =>
        keyword switch
        {
            "type" => FaultIf(operand.GetString() != Type(value), $"{path} is no {operand}"),
            "const" => FaultIf(!JsonElement.DeepEquals(operand, value), $"{path} is not {operand}"),
            "enum" => FaultIf(!operand.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), $"{path} is none of {operand}"),
            "pattern" => FaultIf(!Regex.IsMatch(value.GetString()!, operand.GetString()!), $"{path} does not match {operand}"),
            "maxLength" => FaultIf(
                value.GetString()!.EnumerateRunes().Count() > operand.GetInt32(),
                $"{path} has more than {operand} characters"
            ),
            "maxProperties" => FaultIf(value.EnumerateObject().Count() > operand.GetInt32(), $"{path} has too many members"),
            "minItems" => FaultIf(value.GetArrayLength() < operand.GetInt32(), $"{path} is too short"),
            "maxItems" => FaultIf(value.GetArrayLength() > operand.GetInt32(), $"{path} is too long"),
            "items" => value.EnumerateArray().SelectMany((item, index) => Faults(operand, item, $"{path}[{index}]")),
            "required" => operand
                .EnumerateArray()
                .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                .Select(name => $"{path} lacks {name}"),
            "additionalProperties" when operand.ValueKind == JsonValueKind.False => value
                .EnumerateObject()
                .Where(member => !schema.GetProperty("properties").TryGetProperty(member.Name, out _))
                .Select(member => $"{path} has {member.Name}"),
            "additionalProperties" => value
                .EnumerateObject()
                .Where(member => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(member.Name, out _))
                .SelectMany(member => Faults(operand, member.Value, $"{path}.{member.Name}")),
            "properties" => operand
                .EnumerateObject()
                .SelectMany(property =>
                    value.TryGetProperty(property.Name, out var inner) ? Faults(property.Value, inner, $"{path}.{property.Name}") : []
                ),
            _ => throw new NotSupportedException($"{path}: {keyword}"),
        };

    private static string[] FaultIf(bool isFault, string fault) => isFault ? [fault] : [];

    private static string Type(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.Null => "null",
            _ => "boolean",
        };
}
