using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>Reads inputs, and turns them into what services take and back.</summary>
internal static class Inputs
{
    /// <summary>A text; null when it is not set.</summary>
    public static string? Text(this JsonObject inputs, string name) => inputs[name]?.GetValue<string>();

    /// <summary>A text that must be set.</summary>
    public static string Need(this JsonObject inputs, string name) =>
        inputs.Text(name) ?? throw new InvalidOperationException($"there is no {name} in {inputs.ToJsonString(JsonText.Options)}");

    /// <summary>A value of any kind as a form has it; null when it is not set.</summary>
    public static string? Form(this JsonObject inputs, string name) => inputs[name] is JsonValue value ? Form(value) : null;

    /// <summary>A value of any kind as a form has it.</summary>
    public static string Form(JsonValue value) => value.TryGetValue<string>(out var text) ? text : value.ToJsonString();

    /// <summary>A list of texts; empty when it is not set.</summary>
    public static List<string> Texts(this JsonObject inputs, string name) =>
        inputs[name] is JsonArray list ? [.. list.Select(item => item!.GetValue<string>())] : [];

    /// <summary>The inputs of these names, with the first letter of every name at every depth in upper case.</summary>
    public static JsonObject Pascal(this JsonObject inputs, params IEnumerable<string> names) =>
        (JsonObject)Cased(Only(inputs, names), char.ToUpperInvariant)!;

    /// <summary>A service's answer, with the first letter of every name at every depth in lower case.</summary>
    public static JsonObject Camel(this JsonObject answer, params IEnumerable<string> names) =>
        (JsonObject)Cased(Only(answer, names), char.ToLowerInvariant)!;

    /// <summary>Those members that are there.</summary>
    public static JsonObject Only(this JsonObject inputs, params IEnumerable<string> names) =>
        new(names.Where(inputs.ContainsKey).Select(name => KeyValuePair.Create(name, inputs[name]?.DeepClone())));

    /// <summary>An object of the members that have a value.</summary>
    public static JsonObject Of(params IEnumerable<(string Name, JsonNode? Value)> members) =>
        new(
            members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value?.DeepClone()))
        );

    /// <summary>A list of texts.</summary>
    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonNode? Cased(JsonNode? node, Func<char, char> first) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.Select(entry => KeyValuePair.Create(first(entry.Key[0]) + entry.Key[1..], Cased(entry.Value, first)))
            ),
            JsonArray list => new JsonArray([.. list.Select(item => Cased(item, first))]),
            _ => node?.DeepClone(),
        };
}
