using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Docs;

/// <summary>Describes in words which values a schema accepts.</summary>
internal static class SettingForm
{
    /// <summary>Returns the form of a setting's value.</summary>
    public static string Of(SettingsSchema schema, Setting setting) => Of(schema, setting.Schema, setting);

    /// <summary>Returns what applies when the setting is left out.</summary>
    public static string Default(Setting setting) =>
        setting.IsRequired ? "required"
        : setting.Schema["default"] is { } value ? Value(value)
        : setting.Schema["x-default"]?.GetValue<string>()
            ?? throw new InvalidOperationException($"{SettingsSchema.Path} does not say what {setting.Key} is by default");

    /// <summary>Whether <c>pulumi config set --secret</c> may set the setting.</summary>
    public static bool MayBeSecret(Setting setting) =>
        setting.Schema["anyOf"]?.AsArray().Any(one => one!["$ref"]?.GetValue<string>() == "#/$defs/secret") ?? false;

    /// <summary>Returns a value as it can be written in YAML on one line.</summary>
    public static string Value(JsonNode value) => Markdown.Code(WriteOnOneLine(value));

    private static string WriteOnOneLine(JsonNode value) =>
        value switch
        {
            JsonArray list => $"[{string.Join(", ", list.Select(item => WriteOnOneLine(item!)))}]",
            JsonObject { Count: 0 } => "{}",
            JsonObject map => $"{{ {string.Join(", ", map.Select(entry => $"{Scalar(entry.Key)}: {WriteOnOneLine(entry.Value!)}"))} }}",
            _ => value.GetValueKind() == JsonValueKind.String ? Scalar(value.GetValue<string>()) : value.ToJsonString(),
        };

    private static string Scalar(string text) => YamlText.Of(text).TrimEnd();

    private static string Of(SettingsSchema schema, JsonObject own, Setting setting)
    {
        own = schema.Resolve(own);
        if (own["title"]?.GetValue<string>() is { } title)
        {
            return title;
        }

        return own["type"]?.GetValue<string>() switch
        {
            "array" =>
                $"{(own["minItems"] is null ? "a list" : "a list of at least one")}, each {Of(schema, own["items"]!.AsObject(), setting)}",
            "object" =>
                $"a map of {Markdown.JoinWords([.. own["properties"]!.AsObject().Select(field => Markdown.Code(field.Key))], "and")}",
            "integer" => string.Create(
                CultureInfo.InvariantCulture,
                $"a whole number from {own["minimum"]!.GetValue<int>():#,##0} to {own["maximum"]!.GetValue<int>():#,##0}"
            ),
            null when own["enum"] is JsonArray choices => Markdown.JoinWords([.. choices.Select(Choice).Distinct()], "or"),
            null when own["anyOf"] is JsonArray ways => Of(schema, ways[0]!.AsObject(), setting),
            _ => throw new InvalidOperationException($"{SettingsSchema.Path} has no title that says what form {setting.Key} has"),
        };
    }

    // A choice that is a string is written without quotes, so the string "true" and the value true count as one choice.
    private static string Choice(JsonNode? choice) =>
        Markdown.Code(choice!.GetValueKind() == JsonValueKind.String ? choice.GetValue<string>() : choice.ToJsonString());
}
