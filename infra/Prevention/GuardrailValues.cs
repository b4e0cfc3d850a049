using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Prevention;

/// <summary>What the placeholders of the guardrails stand for, by the settings and the names of this stack.</summary>
public static class GuardrailValues
{
    /// <summary>The values of every placeholder a guardrail of the catalog may use.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var partition = settings.HomeRegion.Partition;
        var administrators = settings.Administrators.PrincipalArns;
        return new Dictionary<string, IReadOnlyList<string>>
        {
            ["administrators"] = administrators,
            ["foreignAccounts"] = [.. settings.SubscribedByOwners.Select(alert => alert.Owner!).Distinct()],
            ["foreignEndpoints"] = [.. settings.SubscribedByOwners.Select(alert => alert.Endpoint!)],
            ["forwarderName"] = [Names.Forwarder],
            ["governedRegions"] = [.. settings.Regions.Select(region => region.Code)],
            ["identityProviders"] = settings.IdentityProviders,
            ["invocationBucket"] = settings.InvocationLogging.Buckets,
            ["invocationLogGroup"] = settings.InvocationLogging.LogGroups,
            ["invocationRole"] = settings.InvocationLogging.Roles,
            ["ownLogGroup"] = [settings.InvocationLogging.LogGroup],
            // In the security and log-archive accounts, which are members, this program is restricted like anybody else.
            // Whoever is exempt by this list is protected by it too, so that no name can be exempt and free to claim.
            ["owners"] = [.. administrators, .. settings.DeploymentRoles, $"arn:{partition}:iam::*:role/stacksets-exec-*"],
            ["partition"] = [partition],
            ["product"] = [Names.Product],
            ["restorerName"] = [Names.Restorer],
            // By their whole names: a role that begins like them may be older than the guardrails.
            ["restorerRoles"] = [.. settings.Regions.Select(region => Names.RestorerRole(region.Code))],
            // Where an endpoint's owner subscribes it, protect-alert-subscriptions says who may subscribe what.
            ["subscriptionActions"] = settings.SubscribedByOwners.Any() ? ["sns:Unsubscribe"] : ["sns:Subscribe", "sns:Unsubscribe"],
            ["trailName"] = [settings.Trail.Name],
        };
    }
}
