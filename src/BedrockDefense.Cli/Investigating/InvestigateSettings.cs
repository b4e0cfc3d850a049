using System.ComponentModel;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Investigating;

/// <summary>The arguments of <c>investigate</c>.</summary>
internal sealed class InvestigateSettings : ArchiveSettings
{
    [CommandArgument(0, "<PATHS>")]
    [Description(
        "Files, folders or patterns, as of hunt. They are read twice, so that standard input is not possible. --since, --until, --account "
            + "and --region apply to the events to start from; the links of a chain are looked for in all events."
    )]
    public string[] Paths
    {
        get;
        init => field = InputFile.Unhide(value);
    } = [];

    [CommandOption("--event <FILE>")]
    [Description(
        "Starts from the events of this file: CloudTrail records, or findings that hunt wrote with --format jsonl (may be repeated)."
    )]
    public string[] Events
    {
        get;
        init => field = InputFile.Unhide(value);
    } = [];

    [CommandOption("--access-key <ID>")]
    [Description("Starts from this access key (may be repeated).")]
    public string[] AccessKeys { get; init; } = [];

    [CommandOption("--principal <ARN>")]
    [Description("Starts from the access keys of this user or session, or of the sessions of this role (may be repeated).")]
    public string[] Principals { get; init; } = [];

    [CommandOption("--ip <ADDRESS>")]
    [Description("Starts from the access keys that were used from this address (may be repeated).")]
    public string[] Addresses { get; init; } = [];
}
