using System.Text.RegularExpressions;

namespace BedrockDefense.Lint.Checks;

/// <summary>Finds the TODOs that the author of a detection has left in its files.</summary>
internal static partial class TodoCheck
{
    public static IEnumerable<LintFinding> Find(RuleText file) =>
        from text in ((CompanionFile?[])[new(file.File, file.Yaml), file.Runbook, file.Cases]).OfType<CompanionFile>()
        from line in (text.Text ?? "").Split('\n').Index()
        from todo in Todo().Matches(line.Item)
        select new LintFinding(
            new SourceLocation(text.File, line.Index + 1, todo.Index + 1),
            LintSeverity.Error,
            $"is left to do: {VisibleText.Quote(line.Item.Trim(), VisibleText.Excerpt)}; write it, and take TODO away",
            "todo"
        );

    [GeneratedRegex(@"\bTODO\b")]
    private static partial Regex Todo();
}
