using BedrockDefense.Lint;

namespace BedrockDefense.Cli.Output.Reports;

/// <summary>What lint found, as results.</summary>
internal static class LintChecks
{
    private const string Records =
        "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html";
    private const string Sigma = "https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html";
    private const string Patterns = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html";
    private const string Atlas = "https://atlas.mitre.org/techniques";
    private const string Athena = "https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html";
    private const string Quotas = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
    private const string SignOnRoles = "https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html";

    /// <summary>The checks of lint, in the order of their ids.</summary>
    public static IReadOnlyList<CheckRule> Rules { get; } =
    [
        Error("absence", "A field is tested for absence in a way that some engines never fulfil.", "Write 'field|exists: false'.", Sigma),
        Error("alert", "A title or next step would break the message.", "Shorten it, or leave the named characters out."),
        Error("athena", "Athena cannot express the rule exactly.", "Write the test in the form that the message names.", Athena),
        Error("cases", "The cases and the rule do not agree, or cases are missing.", "Write a case, or mend the rule."),
        Error("catalog", "Detections contradict one another.", "Give each detection its own id and title."),
        Error("detection-id", "The folder's name is no id of a detection.", "Name the folder in lower case, with hyphens."),
        Error("duplicate-id", "Two rules have the same id.", "Give each rule an id of its own.", Sigma),
        Error("event-name", "CloudTrail never writes this eventName.", "Write the name that the message suggests.", Records),
        Error("event-source", "CloudTrail never writes this eventSource.", "Write the source that the message suggests.", Records),
        Error(
            "eventbridge",
            "EventBridge cannot express the rule exactly.",
            "Write the test in the form that the message names.",
            Patterns
        ),
        Error("field", "CloudTrail's records have no such field.", "Write the field that the message suggests.", Records),
        Error("folder", "A file lies where no detection would be read.", "Move the file to where the message says."),
        Warning(
            "level",
            "The rule lacks its level, by which alerts are sent.",
            "Write informational, low, medium, high or critical.",
            Sigma
        ),
        Error("logsource", "The rule is about another log than CloudTrail.", "Leave the rule out, or correct its logsource.", Sigma),
        Warning(
            "metadata",
            "The rule lacks metadata, or some of it is not valid.",
            "Write the key in the form that the message names.",
            Sigma
        ),
        Error("rule", "The file cannot be read as Sigma rules.", "Mend the file; nothing else is known of it.", Sigma),
        Error("runbook", "The runbook is missing, or lacks a part.", "Write the part that the message names."),
        Error(
            "sso-exemption",
            "The exemption of a single sign-on role matches nobody.",
            "Write the form that the message names.",
            SignOnRoles
        ),
        Error("stack", "A stack with all of these detections cannot be deployed.", "Merge or shorten rules.", Quotas),
        Error("tag", "A tag names no technique of MITRE ATLAS.", "Write the id of a technique in lower case.", Atlas),
        Error("todo", "A TODO is left.", "Write what it marks."),
    ];

    /// <summary>Returns the findings as results.</summary>
    /// <param name="report">The report.</param>
    /// <param name="files">The files of rules that were linted.</param>
    /// <param name="exitCode">The exit code of the verb.</param>
    public static CheckReport Of(LintReport report, IReadOnlyList<string> files, int exitCode)
    {
        var faulty = report.Findings.Select(finding => finding.Location.File).ToHashSet(StringComparer.Ordinal);
        return new CheckReport("lint", [.. report.Findings.Select(Result)], exitCode)
        {
            Rules = Rules,
            Passed = [.. files.Where(file => !faulty.Contains(file)).Select(file => ("lint", file))],
            NotRun = report.HasUnusableFile ? ["Some files could not be read as rules, so the other checks say nothing of them."] : [],
        };
    }

    private static CheckResult Result(LintFinding finding) =>
        new(
            finding.Check,
            finding.Severity == LintSeverity.Error ? CheckLevel.Error : CheckLevel.Warning,
            "lint",
            $"{finding.Location}",
            finding.Message
        )
        {
            Place = finding.Location,
            Identity = $"{finding.Location.File}\n{finding.Message}",
        };

    private static CheckRule Warning(string id, string title, string help, string uri) => new(id, CheckLevel.Warning, title, help, uri);

    private static CheckRule Error(string id, string title, string help, string? uri = null) => new(id, CheckLevel.Error, title, help, uri);
}
