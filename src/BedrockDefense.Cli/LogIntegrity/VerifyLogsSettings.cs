using System.ComponentModel;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.LogIntegrity;

/// <summary>The arguments of <c>verify-logs</c>.</summary>
internal sealed class VerifyLogsSettings : BucketSettings
{
    [CommandArgument(0, "<PATHS>")]
    [Description(
        "The log files and digests as CloudTrail named them, or folders that hold them, at any depth, or patterns, or s3://BUCKET/FOLDER. "
            + "Where they lie does not matter."
    )]
    public string[] Paths
    {
        get;
        init => field = InputFile.Unhide(value);
    } = [];

    [CommandOption("--public-keys <FILE>")]
    [Description("The output of aws cloudtrail list-public-keys, for checking signatures (may be repeated, such as for each Region).")]
    public string[] PublicKeys
    {
        get;
        init => field = InputFile.Unhide(value);
    } = [];

    [CommandOption("--format <FORMAT>")]
    [Description("table (unless said otherwise); json; junit, for CI; or sarif, for code scanning.")]
    public string? Format { get; init; }
}
