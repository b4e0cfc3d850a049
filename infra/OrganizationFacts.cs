using Pulumi;
using Pulumi.Aws.Organizations;

namespace BedrockDefense.Infra;

/// <summary>What the program asks AWS about the organization it is deployed to.</summary>
internal sealed record OrganizationFacts(
    Output<string> Id, Output<string> ManagementAccountId, Output<string> RootId)
{
    /// <summary>Asks AWS Organizations; only the management account or a delegated administrator gets an answer.</summary>
    public static OrganizationFacts Ask()
    {
        var organization = GetOrganization.Invoke();
        return new OrganizationFacts(
            organization.Apply(found => found.Id),
            organization.Apply(found => found.MasterAccountId),
            organization.Apply(found => found.Roots[0].Id));
    }
}
