using System.Collections.Immutable;

namespace BedrockDefense.Infra.Foundation;

/// <summary>What AWS has told of the organization, before anything was declared.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ManagementAccountId">Its management account, to which the program deploys.</param>
/// <param name="RootId">Its root.</param>
/// <param name="AccountIds">Every account, sorted.</param>
/// <param name="ActiveMemberIds">Those that are active, but the management account: where StackSets deploy to.</param>
internal sealed record OrganizationFacts(
    string Id,
    string ManagementAccountId,
    string RootId,
    ImmutableArray<string> AccountIds,
    ImmutableArray<string> ActiveMemberIds
);
