using System.Text.Json.Nodes;

namespace BedrockDefense.Docs;

/// <summary>A setting, or a field of one, as the schema describes it.</summary>
/// <param name="Key">
/// The whole key, such as <c>bedrock-defense:alerts[].protocol</c>. The key of a list's entry has <c>[]</c>, that of a map's
/// entry <c>.*</c>.
/// </param>
/// <param name="Schema">The setting's schema, with its references resolved.</param>
/// <param name="IsRequired">Whether the setting must be given where its parent is given.</param>
public sealed record Setting(string Key, JsonObject Schema, bool IsRequired)
{
    /// <summary>The fields of the setting; empty for a single value.</summary>
    public required IReadOnlyList<Setting> Fields { get; init; }

    /// <summary>The purpose of the setting.</summary>
    public string Description =>
        Schema["description"]?.GetValue<string>() ?? throw new InvalidOperationException($"{SettingsSchema.Path} does not describe {Key}");

    /// <summary>A valid value of the setting.</summary>
    public JsonNode Example =>
        Schema["examples"]?[0] ?? throw new InvalidOperationException($"{SettingsSchema.Path} has no example of {Key}");

    /// <summary>The setting, all its fields and their fields.</summary>
    public IEnumerable<Setting> SelfAndDescendants => Fields.SelectMany(one => one.SelfAndDescendants).Prepend(this);

    /// <summary>Returns the settings of an object.</summary>
    internal static IEnumerable<Setting> Of(SettingsSchema schema, JsonObject owner, string prefix = "")
    {
        foreach (var (name, value) in owner["properties"]!.AsObject())
        {
            var key = prefix + name;
            var own = schema.Resolve(value!.AsObject());
            var isRequired = owner["required"]?.AsArray().Any(required => required!.GetValue<string>() == name) ?? false;
            yield return new Setting(key, own, isRequired) { Fields = [.. FieldsOf(schema, own, key)] };
        }
    }

    private static IEnumerable<Setting> FieldsOf(SettingsSchema schema, JsonObject own, string key) =>
        own["properties"] is not null ? Of(schema, own, $"{key}.")
        : own["items"] is JsonObject items && schema.Resolve(items) is { } item && item["properties"] is not null
            ? Of(schema, item, $"{key}[].")
        // A map whose values are either a word or an object.
        : own["additionalProperties"]?["anyOf"]?.AsArray().FirstOrDefault(one => one!["properties"] is not null) is JsonObject value
            ? Of(schema, value, $"{key}.*.")
        : [];
}
