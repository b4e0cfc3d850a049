using BedrockDefense.Cli.Reporting;
using BedrockDefense.Cli.Reporting.Page;
using BedrockDefense.Stack.Rehearsal;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>report</c>: shows a rehearsal, a verification, a hunt and an investigation on one page, for people who decide.</summary>
internal sealed class ReportCommand : AsyncCommand<ReportSettings>
{
    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, ReportSettings settings, CancellationToken cancellationToken)
    {
        var format = settings.FormatAmong("html", "markdown");
        var output = ReportFile.Open(settings.Out);
        var report = await ReportMaker.MakeAsync(settings, TimeProvider.System.GetUtcNow(), PlayAsync).ConfigureAwait(false);
        output.Write(format == "html" ? ReportPage.Of(report) : ReportMarkdown.Of(report));
        return ExitCode.Success;
    }

    private static Task<List<RehearsalReport>> PlayAsync(Dictionary<string, string> config) =>
        RehearseCommand.PlayAsync(Scenario.Ids.Select(Scenario.Load), config, new RehearseCommand.Settings());
}
