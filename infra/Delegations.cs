using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Organizations;

namespace BedrockDefense.Infra;

/// <summary>
/// Warns of delegated administrators that could undo this stack. They are no gap, since many an organization has them
/// on purpose, but whoever deploys should know.
/// </summary>
internal static class Delegations
{
    // AWS CloudTrail User Guide, "Organization delegated administrator"; AWS CloudFormation User Guide, "Register a
    // delegated administrator": neither can be limited to some trails or stack sets.
    private static readonly (string Service, string Power)[] Powers =
    [
        (Preflight.TrailService, "may change and stop organization trails"),
        (Preflight.StackSetsService, "may change and delete service-managed stack sets"),
    ];

    /// <summary>Asks, once the organization is known to be ready, and warns of each that is not an account of this stack.</summary>
    public static void WarnOf(Output<GetOrganizationResult> organization, DefenseSettings settings)
    {
        foreach (var (service, power) in Powers)
        {
            _ = organization.Apply(_ => GetDelegatedAdministrators.Invoke(new() { ServicePrincipal = service })).Apply(found =>
            {
                foreach (var account in found.DelegatedAdministrators.Where(account => account.Id != settings.SecurityAccount?.Id && account.Id != settings.LogArchiveAccount?.Id))
                {
                    Log.Warn($"Account {account.Id} is a delegated administrator that {power}; unless it should be, take that away: "
                        + $"aws organizations deregister-delegated-administrator --account-id {account.Id} --service-principal {service}");
                }

                return found.Id;
            });
        }
    }
}
