using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Prevention;

/// <summary>Gives the values of the placeholders of the guardrails, by the settings and the names of this stack.</summary>
public static class GuardrailValues
{
    /// <summary>Gives the values of every placeholder that a guardrail of the catalog may use.</summary>
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
            // For its check, CloudWatch Logs sends the copies as roles that may write to the log groups too.
            [Placeholder.InvocationRoles] = settings.InvocationLogging.Copies is null
                ? settings.InvocationLogging.Roles
                : [.. settings.InvocationLogging.Roles, $"{Names.Copier}-*"],
            // The security and log-archive accounts are members, so the guardrails restrict this program there like anybody else. The roles
            // in this list are exempt and also protected, so that no name can be exempt and free to claim.
            [Placeholder.ExemptRoles] = [.. administrators, .. settings.DeploymentRoles, ExemptRolePatterns.OfStackSets(partition)],
            [Placeholder.Partition] = [partition],
            [Placeholder.Product] = [Names.Product],
            [Placeholder.RestorerName] = [Names.Restorer],
            // The list has whole names, because a role with a similar beginning may be older than the guardrails.
            [Placeholder.RestorerRoles] = [.. settings.Regions.Select(region => Names.RestorerRole(region.Code))],
            // Where a state machine publishes, protect-alert-publishing says who may publish. Where owners subscribe their endpoints,
            // protect-alert-subscriptions says who may subscribe what.
            [Placeholder.TopicActions] =
            [
                .. settings.HasWrittenTopic ? (string[])[] : ["sns:Publish"],
                .. settings.SubscribedByOwners.Any() ? (string[])[] : ["sns:Subscribe"],
                "sns:Unsubscribe",
            ],
            [Placeholder.TrailName] = [settings.Trail.Name],
        };
    }
}
