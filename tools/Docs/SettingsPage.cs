namespace BedrockDefense.Docs;

/// <summary>Writes <c>docs/settings.md</c>: every setting, from the schema.</summary>
internal static class SettingsPage
{
    private const string Namespace = "bedrock-defense:";

    /// <summary>Returns the page's text.</summary>
    public static string Of(SettingsSchema schema)
    {
        var page = new Markdown(
            "Settings",
            "[`settings.schema.json`](settings.schema.json)",
            "Everything that a deployment can be told, in `Pulumi.<stack>.yaml` beside `Pulumi.yaml`. Only two settings "
                + "must be there. A wrong "
                + "value, or a key that is not on this page, stops `pulumi preview` and every verb of the command with one "
                + "error that lists "
                + "every fault."
        );
        page.List([
            $"The keys begin with `{Namespace}`, which is left out below where nothing is shown as it stands in the file.",
            "Write account ids, and whatever else is only digits, in quotes: `0400` is 256 to Pulumi.",
            "A secret is set with `pulumi config set --secret --path 'bedrock-defense:alerts[0].endpoint' VALUE`. Settings "
                + "that become part "
                + "of policies, which AWS shows to readers, cannot be secret.",
            "Editors that have a YAML language server complete and check the keys, by a line at the top of the file: "
                + "`# yaml-language-server: $schema=docs/settings.schema.json`",
        ]);
        page.Heading(2, "At a glance");
        page.Table(
            ["Setting", "Default", "What it is for"],
            schema
                .Settings.SelectMany(setting => HasDefaultsOfItsOwn(setting) ? setting.Fields : [setting])
                .Select(setting =>
                    (string[])
                        [Markdown.LinkToHeading(Name(setting)), SettingForm.Default(setting), Markdown.FirstSentenceOf(setting.Description)]
                )
        );
        foreach (var setting in schema.Settings)
        {
            page.Heading(2, Markdown.Code(Name(setting)));
            page.Paragraph(setting.Description);
            page.List(Facts(schema, setting));
            page.Code("yaml", YamlText.Of(setting.Key, setting.Example));
            foreach (var field in setting.SelfAndDescendants.Skip(1))
            {
                page.Heading(3, Markdown.Code(Name(field)));
                page.Paragraph(field.Description);
                page.List([.. Facts(schema, field), $"Example: {SettingForm.Value(field.Example)}"]);
            }
        }

        return page.ToString();
    }

    private static string Name(Setting setting) => setting.Key.Replace(Namespace, "", StringComparison.Ordinal);

    private static IEnumerable<string> Facts(SettingsSchema schema, Setting setting) =>
        [
            $"Form: {SettingForm.Of(schema, setting)}",
            .. HasDefaultsOfItsOwn(setting) ? [] : (string[])[$"Default: {SettingForm.Default(setting)}"],
            .. SettingForm.MayBeSecret(setting) ? ["May be a secret"] : (string[])[],
        ];

    // Each of its fields states its own default.
    private static bool HasDefaultsOfItsOwn(Setting setting) =>
        setting is { IsRequired: false, Fields.Count: > 0 } && setting.Schema["default"] is null && setting.Schema["x-default"] is null;
}
