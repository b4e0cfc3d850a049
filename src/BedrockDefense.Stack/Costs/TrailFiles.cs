using BedrockDefense.Aws;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>How many files CloudTrail puts into the trail's bucket, and how large they are.</summary>
internal static class TrailFiles
{
    /// <summary>Where it is documented how often a log file is delivered.</summary>
    public const string LogsBasis =
        "Log files: AWS KMS Developer Guide, \"How AWS CloudTrail uses AWS KMS\" (typically one in five minutes, 288 a "
        + "day, for each account and Region)";

    /// <summary>Where it is documented how often a digest file is delivered.</summary>
    public const string DigestsBasis =
        "Digest files: AWS CloudTrail User Guide, \"CloudTrail digest file structure\" (one an hour, even without "
        + "activity) and \"Working with CloudTrail trails\" (all enabled Regions)";

    /// <summary>GB of a log file for each event in it: a record of 1.5 KB, ten times smaller when compressed.</summary>
    public const decimal GigabytesPerEvent = 150e-9m;

    /// <summary>
    /// GB of a digest file. The user guide's sample with no log file in it is 0.7 KB when compressed; the hash and name of
    /// each of at most twelve add some 0.1 KB.
    /// </summary>
    public const decimal GigabytesPerDigest = 1e-6m;

    private const int LogsPerHour = 12;

    /// <summary>Log files in a month; none without an event.</summary>
    public static decimal Logs(Usage usage) => Math.Min(usage.Events, (decimal)usage.Places * LogsPerHour * Usage.Hours);

    /// <summary>
    /// Digest files in a month. A trail of all Regions delivers them from each that an account has enabled: those that every
    /// account has, or more where more are governed.
    /// </summary>
    public static decimal Digests(StackDeclaration stack, Usage usage) => (decimal)usage.Accounts * Regions(stack, usage) * Usage.Hours;

    private static int Regions(StackDeclaration stack, Usage usage)
    {
        var partition = AwsRegion.Find(stack.HomeRegion)!.Partition;
        return Math.Max(usage.Regions, AwsRegion.All.Count(region => region.Partition == partition && !region.IsOptIn));
    }
}
