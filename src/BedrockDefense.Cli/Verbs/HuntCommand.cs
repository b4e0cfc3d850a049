using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
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
        using var arguments = HuntArguments.Read(settings);
        var archive = arguments.Archive;
        var rules = HuntRuleFiles.Read(settings);
        using var hunter = new Hunter(rules.Rules.FromLevel(arguments.MinimumLevel));
        rules.SayAtStart();
        var options = IndexOption.Open(archive);
        using var interruption = new Interruption();
        using var output = FindingWriter.Create(settings.Format, settings.Raw, arguments.Geo, rules.Rules);
        var worst = (SigmaLevel?)null;
        HuntReport report;
        using (var watch = HuntWatch.Start(archive.Sources.StoredBytes))
        {
            report = hunter.Run(
                archive.Sources.Files,
                options,
                finding =>
                {
                    worst = worst is { } level && level >= finding.Level ? level : finding.Level;
                    output.Write(finding);
                },
                watch?.Progress,
                interruption.Token
            );
        }

        report = report with
        {
            RulesNotRun = rules.FilesNotRun,
            Faults = [.. archive.Sources.Unlisted, .. report.Faults, .. arguments.Geo?.Faults ?? []],
        };
        output.Finish(report);
        var exitCode = HuntRemarks.Write(report, archive);
        rules.SayAtEnd();
        exitCode = IndexOption.Save(options, archive.Sources.Files.Count, exitCode);
        return exitCode == ExitCode.Success && worst >= arguments.FailOn ? ExitCode.No : exitCode;
    }
}
