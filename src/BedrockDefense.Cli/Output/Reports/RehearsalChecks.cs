using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Cli.Output.Reports;

/// <summary>
/// What a rehearsal found, as results. A rule is a scenario. The file is the configuration, which the stack was made of, or the
/// scenario's own document where the built-in sample was rehearsed.
/// </summary>
internal static class RehearsalChecks
{
    /// <summary>Returns each step that did not end as expected as a result.</summary>
    /// <param name="reports">The reports of the scenarios.</param>
    /// <param name="config">The file of the configuration; null for the built-in sample.</param>
    /// <param name="exitCode">The exit code of the verb.</param>
    public static CheckReport Of(IReadOnlyList<RehearsalReport> reports, string? config, int exitCode)
    {
        var steps = reports
            .SelectMany(report => report.Steps.Select((step, index) => (Report: report, Step: step, Name: $"{index + 1}. {step.Name}")))
            .ToList();
        return new CheckReport(
            "rehearse",
            [.. steps.Where(one => one.Step.Unmet.Count > 0).Select(one => Result(one.Report, one.Step, one.Name, config))],
            exitCode
        )
        {
            Rules =
            [
                .. reports.Select(report => new CheckRule(
                    report.Scenario,
                    CheckLevel.Error,
                    report.Title,
                    $"A step did not end as the scenario expects. bedrock-defense rehearse --scenario {report.Scenario} shows every step."
                )),
            ],
            Passed = [.. steps.Where(one => one.Step.Unmet.Count == 0).Select(one => (one.Report.Scenario, one.Name))],
        };
    }

    private static CheckResult Result(RehearsalReport report, StepReport step, string name, string? config) =>
        new(report.Scenario, CheckLevel.Error, report.Scenario, name, string.Join('\n', step.Unmet))
        {
            Kind = "NOT AS EXPECTED",
            Place = new SourceLocation(config ?? $"policies/scenarios/{report.Scenario}.json"),
            Subject = $"{report.Scenario}/{name}",
        };
}
