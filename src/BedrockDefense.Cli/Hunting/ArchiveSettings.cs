using System.ComponentModel;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The options of the verbs that read the files of an archive.</summary>
internal abstract class ArchiveSettings : BucketSettings
{
    [CommandOption("--since <TIME>")]
    [Description("Only events at or after this time, such as 2026-11-01 or 2026-11-01T10:00:00Z; UTC unless it says otherwise.")]
    public string? Since { get; init; }

    [CommandOption("--until <TIME>")]
    [Description("Only events before this time or at it; a day alone means its end.")]
    public string? Until { get; init; }

    [CommandOption("--late <SPAN>")]
    [Description(
        "The longest that CloudTrail took to deliver an event of --until, such as 90m, 24h or 30d; files that by their names were "
            + "delivered later are not read. 30d unless said otherwise."
    )]
    public string? Late { get; init; }

    [CommandOption("--account <ID>")]
    [Description("Only events of this account (may be repeated).")]
    public string[] Accounts { get; init; } = [];

    [CommandOption("--region <REGION>")]
    [Description("Only events of this Region (may be repeated).")]
    public string[] Regions { get; init; } = [];

    [CommandOption("--raw")]
    [Description("Writes the records that are found, one a line, and nothing else; with --format jsonl, each answer with its record.")]
    public bool Raw { get; init; }

    [CommandOption("--format <FORMAT>")]
    [Description("table (unless said otherwise), jsonl (a JSON object a line) or csv.")]
    public string? Format { get; init; }

    [CommandOption("--max-file-size <MB>")]
    [Description("How much of a file is looked at, in MB after inflating.")]
    [DefaultValue(ArchiveArguments.DefaultMaximumMegabytes)]
    public long MaximumMegabytes { get; init; } = ArchiveArguments.DefaultMaximumMegabytes;

    [CommandOption("--index <FOLDER>")]
    [Description(
        "Remembers in this folder what occurs in which file. A later question reads only files that may hold what it asks for; files "
            + "that have changed are read again."
    )]
    public string? Index { get; init; }

    [CommandOption("--threads <COUNT>")]
    [Description("How many files are read at once; one for each processor unless said otherwise, and at least 16 from S3.")]
    public int? Threads { get; init; }

    [CommandOption("--start-after <FILE>")]
    [Description("Only the files after this one, in the order in which they are read, to go on where an interrupted run stopped.")]
    public string? StartAfter { get; init; }
}
