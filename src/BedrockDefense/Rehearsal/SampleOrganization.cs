using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Rehearsal;

/// <summary>
/// The organization a rehearsal is played in: a management account, and a member account in an organizational unit
/// under the root. It takes over the ids that the configuration names, so that a real configuration can be rehearsed.
/// </summary>
/// <param name="Id">The organization's id.</param>
/// <param name="RootId">The root's id.</param>
/// <param name="ManagementAccountId">The account the stack is deployed to, which no guardrail restricts.</param>
/// <param name="UnitId">The organizational unit of the member account.</param>
/// <param name="MemberAccountId">The account the attack happens in.</param>
public sealed record SampleOrganization(
    string Id, string RootId, string ManagementAccountId, string UnitId, string MemberAccountId)
{
    /// <summary>The organization of <c>policies/organization.json</c>.</summary>
    public static SampleOrganization Default { get; } =
        JsonSerializer.Deserialize<SampleOrganization>(CatalogFiles.Find("organization.json")!, JsonSerializerOptions.Web)!;

    /// <summary>The organization with the first root, unit and account among these guardrail targets as its own.</summary>
    public SampleOrganization WithTargets(IReadOnlyList<string> targets) => this with
    {
        RootId = targets.FirstOrDefault(target => target.StartsWith("r-", StringComparison.Ordinal)) ?? RootId,
        UnitId = targets.FirstOrDefault(target => target.StartsWith("ou-", StringComparison.Ordinal)) ?? UnitId,
        MemberAccountId = targets.FirstOrDefault(target => target.Length == 12 && target.All(char.IsAsciiDigit)) ?? MemberAccountId,
    };

    /// <summary>The organization with the caller's account as its member account, unless the caller belongs to the management account.</summary>
    public SampleOrganization WithMember(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.AccountId == ManagementAccountId ? this : this with { MemberAccountId = caller.AccountId };
    }
}
