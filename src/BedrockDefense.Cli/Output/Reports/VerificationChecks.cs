using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Cli.Output.Reports;

/// <summary>What a verification found, as results. Their file is the configuration, which declares what should stand.</summary>
internal static class VerificationChecks
{
    private static readonly CheckRule[] Rules =
    [
        Rule(DeviationKind.Missing, CheckLevel.Error, "A resource that the configuration declares does not exist."),
        Rule(DeviationKind.Different, CheckLevel.Error, "A resource has another value than the configuration declares."),
        Rule(DeviationKind.Added, CheckLevel.Error, "Somebody added something to a resource that is not declared."),
        Rule(DeviationKind.Uncovered, CheckLevel.Error, "An account and Region lacks what a StackSet deploys there."),
        Rule(DeviationKind.Unhealthy, CheckLevel.Error, "A resource stands as declared, but does not work or waits for a confirmation."),
        Rule(DeviationKind.Unseen, CheckLevel.Warning, "AWS did not show it, so nobody knows."),
    ];

    /// <summary>Returns the report's deviations as results.</summary>
    /// <param name="report">The report.</param>
    /// <param name="config">The file of the configuration.</param>
    /// <param name="exitCode">The exit code of the verb.</param>
    public static CheckReport Of(VerificationReport report, string config, int exitCode) =>
        new("verify", [.. report.Deviations.Select(deviation => Result(deviation, config))], exitCode)
        {
            Rules = Rules,
            Checked = report.Resources + report.Places + (report.Members?.Resources ?? 0),
            Remarks =
            [
                VerificationOutput.Summary(report),
                .. report.Facts,
                .. report.NotChecked.Select(sentence => $"Not checked: {sentence}"),
            ],
        };

    private static CheckResult Result(Deviation deviation, string config)
    {
        var rule = Rules.Single(rule => rule.Id == Id(deviation.Kind));
        return new CheckResult(
            rule.Id,
            rule.Level,
            $"{deviation.Account}.{deviation.Region}",
            VerificationOutput.Title(deviation),
            string.Join('\n', VerificationOutput.Details(deviation))
        )
        {
            Kind = rule.Id.ToUpperInvariant(),
            Place = new SourceLocation(config),
            Subject =
                $"{deviation.Account}/{deviation.Region}/{deviation.Resource}{(deviation.Field is null ? "" : $"/{deviation.Field}")}",
            // What is found may change from day to day, such as a count. It is the same deviation.
            Identity = $"{deviation.Account}\n{deviation.Region}\n{deviation.Resource}\n{deviation.Field}\n{deviation.Source}",
            IsUnseen = deviation.Kind == DeviationKind.Unseen,
        };
    }

    private static CheckRule Rule(DeviationKind kind, CheckLevel level, string title) =>
        new(Id(kind), level, title, "The message ends with the command or step that mends it.");

    private static string Id(DeviationKind kind) => $"{kind}".ToLowerInvariant();
}
