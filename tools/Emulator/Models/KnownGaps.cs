namespace BedrockDefense.Emulator.Models;

/// <summary>
/// The cases where the published models are narrower than the services. botocore has one model for every partition. The pattern of some
/// ARNs allows only the commercial partition, or only partitions with one more word: <c>aws(-[a-z]+)?</c> of EventBridge Scheduler allows
/// China but not GovCloud, where Scheduler is offered too. Such an ARN is compared as the same ARN of the commercial partition, but only
/// where its pattern does not name GovCloud.
/// </summary>
internal static class KnownGaps
{
    private const string CommercialPrefix = "arn:aws:";

    private static readonly string[] OtherPrefixes = ["arn:aws-us-gov:", "arn:aws-cn:"];

    /// <summary>Whether a pattern refuses a text only because of its partition.</summary>
    public static bool IsExcused(string pattern, string text) =>
        pattern.Contains("arn:aws", StringComparison.Ordinal)
        && !pattern.Contains("us-gov", StringComparison.Ordinal)
        && OtherPrefixes.FirstOrDefault(partition => text.StartsWith(partition, StringComparison.Ordinal)) is { } partition
        && JavaPattern.FaultOf(pattern, CommercialPrefix + text[partition.Length..]) is null;
}
