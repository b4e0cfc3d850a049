using System.ComponentModel;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.LogIntegrity;

/// <summary>The arguments of <c>verify-logs</c>.</summary>
internal sealed class VerifyLogsSettings : CommandSettings
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

    [CommandOption("--request-payer")]
    [Description("Agrees to pay for reading from S3 where the owner of a bucket lets the requester pay.")]
    public bool RequestPayer { get; init; }

    [CommandOption("--endpoint-url <URL>")]
    [Description("An address that answers in place of S3, such as an emulator's.")]
    public string? EndpointUrl { get; init; }

    [CommandOption("--format <FORMAT>")]
    [Description("table (unless said otherwise); json; junit, for CI; or sarif, for code scanning.")]
    public string? Format { get; init; }
}
