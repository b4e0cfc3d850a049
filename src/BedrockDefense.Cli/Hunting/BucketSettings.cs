using System.ComponentModel;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The options of the verbs whose paths can be in S3.</summary>
internal abstract class BucketSettings : CommandSettings
{
    [CommandOption("--request-payer")]
    [Description("Agrees to pay for reading from S3 where the owner of a bucket lets the requester pay.")]
    public bool RequestPayer { get; init; }

    [CommandOption("--endpoint-url <URL>")]
    [Description("An address that answers in place of S3, such as an emulator's.")]
    public string? EndpointUrl { get; init; }
}
