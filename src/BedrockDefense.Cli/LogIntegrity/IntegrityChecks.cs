using BedrockDefense.Cli.Output.Reports;
using BedrockDefense.LogIntegrity;

namespace BedrockDefense.Cli.LogIntegrity;

/// <summary>What was found out about the files of an archive, as results.</summary>
internal static class IntegrityChecks
{
    private const string Verb = "verify-logs";
    private const string Interrupted = "interrupted";
    private const string Page = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html";

    private static readonly CheckRule[] Rules =
    [
        Rule(IntegrityProblem.Altered, "A file does not hold what a digest says."),
        Rule(IntegrityProblem.Missing, "A digest names a file that is not in the archive."),
        Rule(IntegrityProblem.Unnamed, "No digest names a file of a time that digests cover."),
        Rule(IntegrityProblem.Misplaced, "A file lies under another name, or in another folder, than its own."),
        Rule(IntegrityProblem.Broken, "A digest contradicts another of its chain."),
        Rule(IntegrityProblem.BadSignature, "A signature is not that of the digest."),
        Rule(IntegrityProblem.NotChecked, "A file or a time was not checked, so nobody knows."),
        new(Interrupted, CheckLevel.Warning, "The check was interrupted, so this is not all.", "Run it to its end.", Page),
    ];

    /// <summary>Returns the findings as results.</summary>
    /// <param name="report">The report.</param>
    /// <param name="exitCode">The exit code of the verb.</param>
    public static CheckReport Of(IntegrityReport report, int exitCode) =>
        new(
            Verb,
            [
                .. report.Findings.Select(Result),
                .. report.IsPartial
                    ? [Result(Interrupted, "INTERRUPTED", "archive", IntegrityTable.Summary(report), isUnseen: true)]
                    : (CheckResult[])[],
            ],
            exitCode
        )
        {
            Rules = Rules,
            Checked = report.NamedLogFiles + report.Chains.Sum(chain => chain.Digests),
            Remarks = [IntegrityTable.Summary(report), .. IntegrityTable.Facts(report)],
        };

    private static CheckResult Result(IntegrityFinding finding) =>
        Result(
            Id(finding.Problem),
            IntegrityOutput.Name(finding.Problem),
            finding.File.Length == 0 ? "archive" : finding.File,
            finding.Reason,
            isUnseen: finding.Problem == IntegrityProblem.NotChecked
        ) with
        {
            // The key of a missing file is a text of a digest. No path of a system holds a null character.
            Place =
                finding.File.Length == 0 || finding.File.Contains('\0', StringComparison.Ordinal) ? null : new SourceLocation(finding.File),
        };

    private static CheckResult Result(string rule, string kind, string name, string text, bool isUnseen) =>
        new(rule, isUnseen ? CheckLevel.Warning : CheckLevel.Error, Verb, name, text)
        {
            Kind = kind,
            Subject = name,
            IsUnseen = isUnseen,
        };

    private static CheckRule Rule(IntegrityProblem problem, string title) =>
        new(
            Id(problem),
            problem == IntegrityProblem.NotChecked ? CheckLevel.Warning : CheckLevel.Error,
            title,
            "Keep the archive as it is, and compare it with what the bucket of the trail holds.",
            Page
        );

    private static string Id(IntegrityProblem problem) => IntegrityOutput.Name(problem).Replace(' ', '-').ToLowerInvariant();
}
