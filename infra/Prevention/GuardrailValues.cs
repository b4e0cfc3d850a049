using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Prevention;

/// <summary>What the placeholders of the guardrails stand for, by the settings and the names of this stack.</summary>
public static class GuardrailValues
{
    /// <summary>The values of every placeholder a guardrail of the catalog may use.</summary>
    public static PlaceholderValues Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var partition = settings.HomeRegion.Partition;
        var administrators = settings.Administrators.PrincipalArns;
        return new PlaceholderValues
        {
            [Placeholder.Administrators] = administrators,
            [Placeholder.ForeignAccountIds] = [.. settings.SubscribedByOwners.Select(alert => alert.Owner!).Distinct()],
            [Placeholder.ForeignEndpoints] = [.. settings.SubscribedByOwners.Select(alert => alert.Endpoint!)],
            [Placeholder.ForwarderName] = [Names.Forwarder],
            [Placeholder.GovernedRegions] = [.. settings.Regions.Select(region => region.Code)],
            [Placeholder.IdentityProviders] = settings.IdentityProviders,
            [Placeholder.InvocationBuckets] = settings.InvocationLogging.Buckets,
            [Placeholder.InvocationLogGroup] = [settings.InvocationLogging.LogGroup],
            [Placeholder.InvocationLogGroups] = settings.InvocationLogging.LogGroups,
            [Placeholder.InvocationRoles] = settings.InvocationLogging.Roles,
            // In the security and log-archive accounts, which are members, this program is restricted like anybody else.
            // Whoever is exempt by this list is protected by it too, so that no name can be exempt and free to claim.
            [Placeholder.ExemptRoles] = [.. administrators, .. settings.DeploymentRoles, $"arn:{partition}:iam::*:role/stacksets-exec-*"],
            [Placeholder.Partition] = [partition],
            [Placeholder.Product] = [Names.Product],
            [Placeholder.RestorerName] = [Names.Restorer],
            // By their whole names: a role that begins like them may be older than the guardrails.
            [Placeholder.RestorerRoles] = [.. settings.Regions.Select(region => Names.RestorerRole(region.Code))],
            // Where an endpoint's owner subscribes it, protect-alert-subscriptions says who may subscribe what.
            [Placeholder.SubscriptionActions] = settings.SubscribedByOwners.Any()
                ? ["sns:Unsubscribe"]
                : ["sns:Subscribe", "sns:Unsubscribe"],
            [Placeholder.TrailName] = [settings.Trail.Name],
        };
    }
}
