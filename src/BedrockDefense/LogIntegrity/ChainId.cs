using BedrockDefense.CloudTrail;

namespace BedrockDefense.LogIntegrity;

/// <summary>A chain of digests: CloudTrail keeps one for each account, Region and trail, and one for backfill digests.</summary>
/// <param name="Account">The id of the account.</param>
/// <param name="Region">The Region whose log files the digests name.</param>
/// <param name="Trail">The name of the trail.</param>
/// <param name="HomeRegion">The Region in which the trail was created.</param>
/// <param name="IsBackfill">Whether the digests name files that the hourly digests did not name.</param>
public sealed record ChainId(string Account, string Region, string Trail, string HomeRegion, bool IsBackfill)
{
    /// <summary>Returns the chain to which a digest belongs.</summary>
    internal static ChainId Of(DeliveredName digest) =>
        new(digest.Account, digest.Region, digest.Trail!, digest.HomeRegion!, digest.IsBackfill);
}
