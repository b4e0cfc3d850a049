namespace BedrockDefense.Lint.Checks;

/// <summary>What Sigma leaves optional and whoever gets the alert needs, and ids given twice.</summary>
internal static class MetadataCheck
{
    private static readonly string[] Needed =
    [
        "id",
        "status",
        "description",
        "references",
        "author",
        "date",
        "tags",
        "falsepositives",
        "level",
    ];

    /// <summary>The findings of one rule.</summary>
    /// <param name="document">The rule.</param>
    /// <param name="isPart">Whether it only serves a correlation of its file.</param>
    /// <param name="alerts">Whether it belongs to a catalog with runbooks, whose alerts say what to do first.</param>
    /// <param name="ids">Where each id was seen first; gets this rule's.</param>
    public static IEnumerable<LintFinding> Find(YamlMap document, bool isPart, bool alerts, Dictionary<string, SourceLocation> ids)
    {
        string[] needed =
            isPart ? ["id"]
            : alerts ? [.. Needed, "next_step"]
            : Needed;
        foreach (var key in needed.Where(key => document.Find(key) is null or YamlList { Items.Count: 0 }))
        {
            yield return key == "level"
                ? new LintFinding(
                    document.Location,
                    LintSeverity.Warning,
                    "'level' is missing; write informational, low, medium, high or critical",
                    "level"
                )
                : new LintFinding(document.Location, LintSeverity.Warning, $"'{key}' is missing", "metadata");
        }

        if (document.Find("id") is YamlScalar id && !ids.TryAdd(id.Text, id.Location))
        {
            yield return new LintFinding(
                id.Location,
                LintSeverity.Error,
                $"the id {id.Text} is that of {ids[id.Text]} too; every rule has its own",
                "duplicate-id"
            );
        }
    }
}
