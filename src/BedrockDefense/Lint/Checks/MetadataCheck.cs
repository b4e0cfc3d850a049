namespace BedrockDefense.Lint.Checks;

/// <summary>Finds missing metadata that Sigma makes optional but that the reader of an alert needs, and duplicate ids.</summary>
internal static class MetadataCheck
{
    private static readonly string[] RequiredKeys =
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

    /// <summary>Returns the findings about one rule.</summary>
    /// <param name="document">The rule.</param>
    /// <param name="isPart">Whether the rule is only part of a correlation in its file.</param>
    /// <param name="alerts">Whether the rule belongs to a catalog with runbooks, whose alerts name the first step to take.</param>
    /// <param name="ids">The location of the first use of each id; receives the id of this rule.</param>
    public static IEnumerable<LintFinding> Find(YamlMap document, bool isPart, bool alerts, Dictionary<string, SourceLocation> ids)
    {
        string[] needed =
            isPart ? ["id"]
            : alerts ? [.. RequiredKeys, "next_step"]
            : RequiredKeys;
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
