namespace BedrockDefense.Emulator.Models;

/// <summary>
/// Where the published models are narrower than the services: botocore ships one model for every partition, and the pattern
/// of some ARNs knows the commercial partition only, or those that have one word more (<c>aws(-[a-z]+)?</c> in EventBridge
/// Scheduler's: China but not GovCloud, where Scheduler is offered too). Such an ARN is compared as the same one of the
/// commercial partition, and only where its pattern does not name GovCloud.
/// </summary>
internal static class KnownGaps
{
    private const string Commercial = "arn:aws:";

    private static readonly string[] Others = ["arn:aws-us-gov:", "arn:aws-cn:"];

    /// <summary>Whether a pattern refuses a text for its partition alone.</summary>
    public static bool Excuse(string pattern, string text) =>
        pattern.Contains("arn:aws", StringComparison.Ordinal)
        && !pattern.Contains("us-gov", StringComparison.Ordinal)
        && Others.FirstOrDefault(partition => text.StartsWith(partition, StringComparison.Ordinal)) is { } partition
        && JavaPattern.FaultOf(pattern, Commercial + text[partition.Length..]) is null;
}
