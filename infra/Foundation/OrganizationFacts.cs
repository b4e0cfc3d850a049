using System.Collections.Immutable;

namespace BedrockDefense.Infra.Foundation;

/// <summary>The facts about the organization that AWS returned before anything was declared.</summary>
/// <param name="Id">The organization's id.</param>
/// <param name="ManagementAccountId">The id of its management account, to which the program deploys.</param>
/// <param name="RootId">The id of its root.</param>
/// <param name="AccountIds">The ids of all accounts, sorted.</param>
/// <param name="ActiveMemberIds">The ids of the active member accounts, without the management account. StackSets deploy to them.</param>
internal sealed record OrganizationFacts(
    string Id,
    string ManagementAccountId,
    string RootId,
    ImmutableArray<string> AccountIds,
    ImmutableArray<string> ActiveMemberIds
);
