using System.ComponentModel;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The arguments of <c>hunt</c>.</summary>
internal sealed class HuntSettings : DetectingSettings
{
    [CommandArgument(0, "<PATHS>")]
    [Description(
        "Files as CloudTrail delivers them, or as other services export its events; what they are is told by their "
            + "content. Folders are searched to any depth; patterns such as 2026/**/*.json.gz; s3://BUCKET/FOLDER for objects in S3; - "
            + "for standard input."
    )]
    public string[] Paths
    {
        get;
        init => field = InputFile.Unhide(value);
    } = [];

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

    [CommandOption("--strict")]
    [Description("Looks for nothing when a rule of a folder that --rule names cannot be run.")]
    public bool IsStrict { get; init; }

    [CommandOption("--fail-on <LEVEL>")]
    [Description("Exit with 1 when something of this level or above is found: informational, low, medium, high or critical.")]
    public string? FailOn { get; init; }

    [CommandOption("--geoip <FILE>")]
    [Description(
        "Shows the address of each finding and where it is, by this MaxMind database, such as GeoLite2-City.mmdb or GeoLite2-ASN.mmdb (may "
            + "be repeated)."
    )]
    public string[] GeoFiles { get; init; } = [];
}
