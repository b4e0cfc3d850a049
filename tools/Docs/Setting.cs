using System.Text.Json.Nodes;

namespace BedrockDefense.Docs;

/// <summary>A setting, or a field of one, as the schema describes it.</summary>
/// <param name="Key">
/// Its whole key, such as <c>bedrock-defense:alerts[].protocol</c>; a list's entry has <c>[]</c>, a map's <c>.*</c>.
/// </param>
/// <param name="Schema">Its schema, with what that refers to put in.</param>
/// <param name="IsRequired">Whether it must be there where the thing is that it belongs to.</param>
public sealed record Setting(string Key, JsonObject Schema, bool IsRequired)
{
    /// <summary>The settings that it consists of; none for a single value.</summary>
    public required IReadOnlyList<Setting> Fields { get; init; }

    /// <summary>What it is for.</summary>
    public string Description =>
        Schema["description"]?.GetValue<string>() ?? throw new InvalidOperationException($"{SettingsSchema.Path} does not describe {Key}");

    /// <summary>A value that it may have.</summary>
    public JsonNode Example =>
        Schema["examples"]?[0] ?? throw new InvalidOperationException($"{SettingsSchema.Path} has no example of {Key}");

    /// <summary>It and all its fields, and theirs.</summary>
    public IEnumerable<Setting> All => Fields.SelectMany(one => one.All).Prepend(this);

    /// <summary>The settings of an object.</summary>
    internal static IEnumerable<Setting> Of(SettingsSchema schema, JsonObject owner, string prefix = "")
    {
        foreach (var (name, value) in owner["properties"]!.AsObject())
        {
            var key = prefix + name;
            var own = schema.Resolved(value!.AsObject());
            var isRequired = owner["required"]?.AsArray().Any(required => required!.GetValue<string>() == name) ?? false;
            yield return new Setting(key, own, isRequired) { Fields = [.. FieldsOf(schema, own, key)] };
        }
    }

    private static IEnumerable<Setting> FieldsOf(SettingsSchema schema, JsonObject own, string key) =>
        own["properties"] is not null ? Of(schema, own, $"{key}.")
        : own["items"] is JsonObject items && schema.Resolved(items) is { } item && item["properties"] is not null
            ? Of(schema, item, $"{key}[].")
        // A map whose values are a word or an object.
        : own["additionalProperties"]?["anyOf"]?.AsArray().FirstOrDefault(one => one!["properties"] is not null) is JsonObject value
            ? Of(schema, value, $"{key}.*.")
        : [];
}
