using System.ComponentModel;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The arguments of <c>hunt</c>.</summary>
internal sealed class HuntSettings : RuleSettings
{
    [CommandArgument(0, "<PATHS>")]
    [Description(
        "Files as CloudTrail delivers them, or as other services export its events; what they are is told by their "
            + "content. Folders are searched to any depth; patterns such as 2026/**/*.json.gz; - for standard input."
    )]
    public string[] Paths
    {
        get;
        init => field = InputFile.Unhide(value);
    } = [];

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
    public string[] Rules
    {
        get;
        init => field = InputFile.Unhide(value);
    } = [];

    [CommandOption("--min-level <LEVEL>")]
    [Description("Only detections and hunts of this level or above: informational, low, medium, high or critical.")]
    public string? MinimumLevel { get; init; }

    [CommandOption("--raw")]
    [Description("Writes the records that are found, one a line, instead of findings; with --format jsonl, each finding with its record.")]
    public bool Raw { get; init; }

    [CommandOption("--strict")]
    [Description("Looks for nothing when a rule of a folder that --rule names cannot be run.")]
    public bool IsStrict { get; init; }

    [CommandOption("--format <FORMAT>")]
    [Description("table (unless said otherwise), jsonl (a JSON object a line) or csv.")]
    public string? Format { get; init; }

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
