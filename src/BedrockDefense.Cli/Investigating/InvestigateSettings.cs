using System.ComponentModel;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Investigating;

/// <summary>The arguments of <c>investigate</c>.</summary>
internal sealed class InvestigateSettings : DetectingSettings
{
    [CommandArgument(0, "<PATHS>")]
    [Description(
        "Files, folders or patterns, as of hunt. They are read several times, so that standard input is not possible. --since, --until, "
            + "--account and --region apply to the events to start from; what belongs to them is looked for in all events."
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

    [CommandOption("--show <PART>")]
    [Description(
        "Only this part of the answer: chain (where the credentials come from), summary (what was done with them), new (what of it was "
            + "never done before) or timeline (may be repeated). All parts unless said otherwise."
    )]
    public string[] Parts { get; init; } = [];

    [CommandOption("--baseline <SPAN>")]
    [Description(
        "How long the time is with which new compares. It ends at --since, or a day before the first event to start from. 30d unless "
            + "said otherwise."
    )]
    public string? Baseline { get; init; }

    [CommandOption("--context <SPAN>")]
    [Description("How far from a finding the timeline shows other calls with the same credentials. 30m unless said otherwise.")]
    public string? Context { get; init; }
}
