using System.Collections.Immutable;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.Organizations;

namespace BedrockDefense.Infra;

/// <summary>What the program asks AWS about the organization it is deployed to.</summary>
internal sealed record OrganizationFacts(
    Output<string> Id, Output<string> ManagementAccountId, Output<string> RootId, Output<ImmutableArray<string>> AccountIds)
{
    /// <summary>
    /// Asks AWS Organizations, and unless told otherwise makes sure that the organization is ready; what needs the answer
    /// waits for that, and an organization that is not ready ends preview and update alike.
    /// </summary>
    public static OrganizationFacts Ask(DefenseSettings settings)
    {
        var organization = GetOrganization.Invoke();
        if (settings.SkipPreflight)
        {
            Log.Warn("bedrock-defense:skipPreflight is set: nobody has checked whether this organization is ready for the stack.");
        }
        else
        {
            organization = Output.Tuple(organization, GetCallerIdentity.Invoke()).Apply(found =>
            {
                Preflight.Require(found.Item1, found.Item2.AccountId, settings);
                return found.Item1;
            });
            Delegations.WarnOf(organization, settings);
        }

        return new OrganizationFacts(
            organization.Apply(found => found.Id),
            organization.Apply(found => found.MasterAccountId),
            organization.Apply(Root),
            organization.Apply(found => found.Accounts.Select(account => account.Id).Order(StringComparer.Ordinal).ToImmutableArray()));
    }

    // Only the management account and delegated administrators are told.
    private static string Root(GetOrganizationResult organization) =>
        organization.Roots is [var root]
            ? root.Id
            : throw new RunException($"AWS does not tell these credentials the root of the organization {organization.Id}; deploy with credentials of its management account {organization.MasterAccountId}.");
}
