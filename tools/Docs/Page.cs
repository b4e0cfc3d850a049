namespace BedrockDefense.Docs;

/// <summary>A generated file.</summary>
/// <param name="Path">Its path in the repository.</param>
/// <param name="Text">The text that the file must contain.</param>
public sealed record Page(string Path, string Text)
{
    /// <summary>Returns every generated file, from the repository in this folder.</summary>
    public static IReadOnlyList<Page> All(string root)
    {
        var schema = SettingsSchema.Read(root);
        return
        [
            new(SettingsSchema.Path, schema.ToString()),
            new("docs/settings.md", SettingsPage.Of(schema)),
            new("docs/detections.md", DetectionsPage.Of()),
            new("docs/guardrails.md", GuardrailsPage.Of(root)),
            new("docs/commands.md", CommandsPage.Of()),
        ];
    }
}
