using BedrockDefense.Aws;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>Estimates how many files CloudTrail puts into the trail's bucket, and how large they are.</summary>
internal static class TrailFiles
{
    /// <summary>The AWS document that says how often a log file is delivered.</summary>
    public const string LogsBasis =
        "Log files: AWS KMS Developer Guide, \"How AWS CloudTrail uses AWS KMS\" (typically one in five minutes, 288 a "
        + "day, for each account and Region)";

    /// <summary>The AWS document that says how often a digest file is delivered.</summary>
    public const string DigestsBasis =
        "Digest files: AWS CloudTrail User Guide, \"CloudTrail digest file structure\" (one an hour, even without "
        + "activity) and \"Working with CloudTrail trails\" (all enabled Regions)";

    /// <summary>The gigabytes of log file for each event. A record has about 1.5 KB, and a tenth of that when compressed.</summary>
    public const decimal GigabytesPerEvent = 150e-9m;

    /// <summary>
    /// The gigabytes of a digest file. The user guide's sample without log files has 0.7 KB when compressed. The hashes and
    /// names of at most twelve log files add about 0.1 KB each.
    /// </summary>
    public const decimal GigabytesPerDigest = 1e-6m;

    private const int LogsPerHour = 12;

    /// <summary>Returns the number of log files in a month. Without an event there is no file.</summary>
    public static decimal CountLogs(Usage usage) => Math.Min(usage.Events, (decimal)usage.Places * LogsPerHour * Usage.Hours);

    /// <summary>
    /// Returns the number of digest files in a month. A trail of all Regions delivers them from each Region that an account
    /// has enabled. The estimate takes the Regions that every account has, or the governed Regions if these are more.
    /// </summary>
    public static decimal CountDigests(StackDeclaration stack, Usage usage) =>
        (decimal)usage.Accounts * CountRegions(stack, usage) * Usage.Hours;

    private static int CountRegions(StackDeclaration stack, Usage usage)
    {
        var partition = AwsRegion.Find(stack.HomeRegion)!.Partition;
        return Math.Max(usage.Regions, AwsRegion.All.Count(region => region.Partition == partition && !region.IsOptIn));
    }
}
