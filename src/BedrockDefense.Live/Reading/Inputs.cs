using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading;

/// <summary>Reads inputs, and converts them to the form of the services and back.</summary>
public static class Inputs
{
    /// <summary>Reads a text; null when it is not set.</summary>
    public static string? Text(this JsonObject inputs, string name) => inputs[name]?.GetValue<string>();

    /// <summary>Reads a text that must be set.</summary>
    public static string Need(this JsonObject inputs, string name) =>
        inputs.Text(name) ?? throw new InvalidOperationException($"there is no {name} in {inputs.ToJsonString(JsonText.Options)}");

    /// <summary>Writes an input of any kind as a form field; null when it is not set.</summary>
    public static string? Form(this JsonObject inputs, string name) => inputs[name] is JsonValue value ? Form(value) : null;

    /// <summary>Writes a value of any kind as a form field.</summary>
    public static string Form(JsonValue value) => value.TryGetValue<string>(out var text) ? text : value.ToJsonString();

    /// <summary>Reads a list of texts; empty when it is not set.</summary>
    public static List<string> Texts(this JsonObject inputs, string name) =>
        inputs[name] is JsonArray list ? [.. list.Select(item => item!.GetValue<string>())] : [];

    /// <summary>Picks the inputs with these names, and writes the first letter of every name at every depth in upper case.</summary>
    public static JsonObject ToPascalCase(this JsonObject inputs, params IEnumerable<string> names) =>
        (JsonObject)ChangeCase(Pick(inputs, names), char.ToUpperInvariant)!;

    /// <summary>
    /// Picks the members with these names from a service's answer, and writes the first letter of every name at every depth in lower case.
    /// </summary>
    public static JsonObject ToCamelCase(this JsonObject answer, params IEnumerable<string> names) =>
        (JsonObject)ChangeCase(Pick(answer, names), char.ToLowerInvariant)!;

    /// <summary>Picks the members with these names, where they exist.</summary>
    public static JsonObject Pick(this JsonObject inputs, params IEnumerable<string> names) =>
        new(names.Where(inputs.ContainsKey).Select(name => KeyValuePair.Create(name, inputs[name]?.DeepClone())));

    /// <summary>Makes an object of the members that have a value.</summary>
    public static JsonObject Of(params IEnumerable<(string Name, JsonNode? Value)> members) =>
        new(
            members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value?.DeepClone()))
        );

    /// <summary>Makes a list of texts.</summary>
    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonNode? ChangeCase(JsonNode? node, Func<char, char> first) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.Select(entry => KeyValuePair.Create(first(entry.Key[0]) + entry.Key[1..], ChangeCase(entry.Value, first)))
            ),
            JsonArray list => new JsonArray([.. list.Select(item => ChangeCase(item, first))]),
            _ => node?.DeepClone(),
        };
}
