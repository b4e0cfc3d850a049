using BedrockDefense.Cli.Output.Plans;
using BedrockDefense.Stack.Checking;

namespace BedrockDefense.Cli.Output.Reports;

/// <summary>What is wrong with a plan, as results. Their file is the plan; the resource is a place within it.</summary>
internal static class PlanChecks
{
    private const string NotJudged = "not-judged";

    private static readonly CheckRule[] Rules =
    [
        .. Enum.GetValues<PlanRule>()
            .Select(rule => new CheckRule(
                PlanRuleText.Id(rule),
                CheckLevel.Error,
                PlanRuleText.Title(rule),
                "Change the program, or ask who runs the defense."
            )),
        new(NotJudged, CheckLevel.Warning, "It could matter, and nobody knows.", "Look at the resource yourself."),
    ];

    /// <summary>Returns what a check found as results.</summary>
    /// <param name="verdict">What it found.</param>
    /// <param name="file">The file of the plan; null for standard input.</param>
    /// <param name="exitCode">The exit code of the verb.</param>
    public static CheckReport Of(PlanVerdict verdict, string? file, int exitCode) =>
        new(
            "check",
            [
                .. verdict.Findings.Select(finding =>
                    Result(PlanRuleText.Id(finding.Rule), CheckLevel.Error, finding.Address, finding.Text, file)
                ),
                .. verdict.NotJudged.Select(part => Result(NotJudged, CheckLevel.Warning, part.Address, part.Reason, file)),
            ],
            exitCode
        )
        {
            Rules = Rules,
            Checked = verdict.Judged,
            Remarks = [PlanRuleText.Summary(verdict), .. verdict.Facts],
        };

    private static CheckResult Result(string rule, CheckLevel level, string address, string text, string? file) =>
        new(rule, level, "plan", address, text)
        {
            Place = file is null ? null : new SourceLocation(file),
            Subject = address,
            IsUnseen = rule == NotJudged,
        };
}
