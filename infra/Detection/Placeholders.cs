using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Detection;

/// <summary>What the placeholders of the Sigma rules (<c>|expand</c>) stand for, by the settings and the names of this stack.</summary>
public static class Placeholders
{
    // A rule must name one; no bucket and no Region is called so.
    private const string NoBucket = "(none)";

    /// <summary>What stands for Regions where there are none.</summary>
    internal const string NoRegion = "(none)";

    /// <summary>The values of every placeholder a detection of the catalog may use; <c>*</c> in a value is a wildcard.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new Dictionary<string, IReadOnlyList<string>>(settings.Administrators.Placeholders("administrators"))
        {
            ["administrator_role_names"] = settings.Administrators.RoleNames,
            ["restorers"] = [.. settings.Regions.Select(region => Names.RestorerRole(region.Code))],
            ["stack_names"] = [$"{Names.Product}*"],
            ["detected_regions"] = settings.DetectedRegions.Select(region => region.Code).ToList() is { Count: > 0 } regions
                ? regions
                : [NoRegion],
            ["trail_name"] = [settings.Trail.Name],
            ["invocation_log_group"] = settings.InvocationLogging.LogGroups,
            ["invocation_bucket"] = settings.InvocationLogging.Buckets,
            ["known_invocation_bucket"] = settings.InvocationLogging.KnownBuckets([.. settings.Regions.Select(region => region.Code)])
                is { IsEmpty: false } known
                ? known
                : [NoBucket],
            ["invocation_role"] = settings.InvocationLogging.Roles,
        };
    }
}
