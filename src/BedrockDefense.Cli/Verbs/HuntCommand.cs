using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>hunt PATH…</c>: shows what the detections and hunts find in CloudTrail's files.</summary>
internal sealed class HuntCommand : Command<HuntSettings>
{
    public override int Execute(CommandContext context, HuntSettings settings, CancellationToken cancellationToken)
    {
        InputFile.RequireOnce([.. settings.Paths.Distinct(), .. settings.Rules]);
        var arguments = HuntArguments.Read(settings);
        var rules = HuntRuleFiles.Read(settings);
        using var hunter = new Hunter(rules.Rules.FromLevel(arguments.MinimumLevel));
        rules.SayAtStart();
        using var interruption = new Interruption();
        using var output = FindingWriter.Create(settings.Format, settings.Raw);
        var worst = (SigmaLevel?)null;
        HuntReport report;
        using (var watch = HuntWatch.Start(arguments.Files))
        {
            report = hunter.Run(
                arguments.Files,
                arguments.Options,
                finding =>
                {
                    worst = worst is { } level && level >= finding.Level ? level : finding.Level;
                    output.Write(finding);
                },
                watch?.Progress,
                interruption.Token
            );
        }

        report = report with { RulesNotRun = rules.FilesNotRun, Faults = [.. arguments.Unlisted, .. report.Faults] };
        output.Finish(report);
        foreach (var line in HuntRemarks.Of(report, arguments.Files.Count))
        {
            ConsoleOutput.WriteRemark(line);
        }

        rules.SayAtEnd();
        return report.IsPartial ? ExitCode.Interrupted
            : report.Faults.Count > 0 || report.UnseenAccountsAndRegions.Count > 0 || report.RulesNotRun.Count > 0 ? ExitCode.Damaged
            : worst >= arguments.FailOn ? ExitCode.No
            : ExitCode.Success;
    }
}
