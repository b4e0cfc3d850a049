using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// Gives the values of the placeholders of the Sigma rules (<c>|expand</c>), by the settings and the names of this stack.
/// </summary>
public static class Placeholders
{
    /// <summary>Gives the values of every placeholder that a detection of the catalog may use; <c>*</c> in a value is a wildcard.</summary>
    public static PlaceholderValues Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new PlaceholderValues
        {
            [Placeholder.Administrators] = settings.Administrators.IssuerArns,
            [Placeholder.OtherPermissionSets] = settings.Administrators.OtherPermissionSets,
            [Placeholder.AdministratorRoleNames] = settings.Administrators.RoleNames,
            [Placeholder.RestorerRoles] = [.. settings.Regions.Select(region => Names.RestorerRole(region.Code))],
            [Placeholder.Product] = [Names.Product],
            [Placeholder.DetectedRegions] = settings.DetectedRegions.Select(region => region.Code).ToList() is { Count: > 0 } regions
                ? regions
                : [Placeholder.Nothing],
            [Placeholder.TrailName] = [settings.Trail.Name],
            [Placeholder.InvocationLogGroups] = settings.InvocationLogging.LogGroups,
            [Placeholder.InvocationBuckets] = settings.InvocationLogging.Buckets,
            [Placeholder.KnownInvocationBuckets] = settings.InvocationLogging.KnownBuckets([
                .. settings.Regions.Select(region => region.Code),
            ])
                is { IsEmpty: false } known
                ? known
                : [Placeholder.Nothing],
            [Placeholder.InvocationRoles] = settings.InvocationLogging.Roles,
        };
    }
}
