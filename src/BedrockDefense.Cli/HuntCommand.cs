using System.ComponentModel;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli;

/// <summary><c>hunt PATH…</c>: what the detections and hunts find in CloudTrail's files.</summary>
internal sealed class HuntCommand : Command<HuntCommand.Settings>
{
    /// <summary>The arguments.</summary>
    public sealed class Settings : RuleSettings
    {
        [CommandArgument(0, "<PATHS>")]
        [Description("Files as CloudTrail delivers them (*.json.gz with Records), plain JSON, JSON Lines; folders, searched to any depth; patterns such as 2026/**/*.json.gz.")]
        public string[] Paths { get; init; } = [];

        [CommandOption("--since <TIME>")]
        [Description("Only events at or after this time, such as 2026-11-01 or 2026-11-01T10:00:00Z; UTC unless it says otherwise.")]
        public string? Since { get; init; }

        [CommandOption("--until <TIME>")]
        [Description("Only events before this time or at it; a day alone means its end.")]
        public string? Until { get; init; }

        [CommandOption("--account <ID>")]
        [Description("Only events of this account (may be repeated).")]
        public string[] Accounts { get; init; } = [];

        [CommandOption("--region <REGION>")]
        [Description("Only events of this Region (may be repeated).")]
        public string[] Regions { get; init; } = [];

        [CommandOption("--rule <RULE>")]
        [Description("Only this detection or hunt, by its id, or the rules of this file or folder (may be repeated).")]
        public string[] Rules { get; init; } = [];

        [CommandOption("--strict")]
        [Description("Looks for nothing when a rule of a folder that --rule names cannot be run.")]
        public bool IsStrict { get; init; }

        [CommandOption("--format <FORMAT>")]
        [Description("table, jsonl (a JSON object a line) or csv.")]
        [DefaultValue("table")]
        public string Format { get; init; } = "table";

        [CommandOption("--fail-on <LEVEL>")]
        [Description("Exit with 1 when something of this level or above is found: informational, low, medium, high or critical.")]
        public string? FailOn { get; init; }

        [CommandOption("--max-file-size <MB>")]
        [Description("How much of a file is looked at, in MB after inflating.")]
        [DefaultValue(HuntArguments.DefaultMaximumMegabytes)]
        public long MaximumMegabytes { get; init; } = HuntArguments.DefaultMaximumMegabytes;

        [CommandOption("--threads <COUNT>")]
        [Description("How many files are read at once; one for each processor unless said otherwise.")]
        public int? Threads { get; init; }
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var arguments = HuntArguments.Read(settings);
        var rules = HuntRuleFiles.Read(settings);
        using var hunter = new Hunter(rules.Rules);
        rules.SayAtStart();
        using var interruption = new Interruption();
        using var output = FindingWriter.Create(settings.Format);
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
                interruption.Token);
        }

        report = report with { RulesNotRun = rules.FilesNotRun };
        output.Finish(report);
        foreach (var fault in report.Faults)
            Console.Error.WriteLine($"damaged: {fault}");
        if (report.IsPartial)
            Console.Error.WriteLine(FormattableString.Invariant($"interrupted: {report.Files} of {arguments.Files.Count} files were read; what was found in them is above"));
        rules.SayAtEnd();
        return report.IsPartial ? ExitCode.Interrupted
            : report.Faults.Count > 0 || report.RulesNotRun.Count > 0 ? ExitCode.Damaged
            : worst >= arguments.FailOn ? ExitCode.No
            : ExitCode.Success;
    }
}
