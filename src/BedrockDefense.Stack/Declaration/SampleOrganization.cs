using System.Globalization;
using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Stack.Declaration;

/// <summary>
/// The organization a rehearsal is played in: a management account, and a member account in an organizational unit
/// under the root, beside which the security and log-archive accounts are where they are configured. It takes over the ids that the
/// configuration names, so that a real configuration can be rehearsed.
/// </summary>
/// <param name="Id">The organization's id.</param>
/// <param name="RootId">The root's id.</param>
/// <param name="ManagementAccountId">The account the stack is deployed to, which no guardrail restricts.</param>
/// <param name="UnitId">The organizational unit of the member account.</param>
/// <param name="MemberAccountId">The account the attack happens in.</param>
/// <param name="SecurityAccountId">The account of the central bus; null where it is the management account.</param>
/// <param name="LogArchiveAccountId">The account of the trail's files; null where it is the security account.</param>
public sealed record SampleOrganization(
    string Id,
    string RootId,
    string ManagementAccountId,
    string UnitId,
    string MemberAccountId,
    string? SecurityAccountId = null,
    string? LogArchiveAccountId = null
)
{
    /// <summary>How many further member accounts there are, which no rehearsal is played in; only a plan has any.</summary>
    public int FurtherAccounts { get; init; }

    /// <summary>Every account but the management account, each once.</summary>
    public IEnumerable<string> MemberAccountIds =>
        new[] { MemberAccountId, SecurityAccountId, LogArchiveAccountId }.OfType<string>().Distinct();

    /// <summary>The ids of the further member accounts: none that another account has.</summary>
    public IEnumerable<string> FurtherAccountIds
    {
        get
        {
            var taken = MemberAccountIds.Append(ManagementAccountId).ToHashSet(StringComparer.Ordinal);
            return Enumerable
                .Range(0, int.MaxValue)
                .Select(number => (100_000_000_000 + number).ToString(CultureInfo.InvariantCulture))
                .Where(id => !taken.Contains(id))
                .Take(FurtherAccounts);
        }
    }

    /// <summary>The organization of <c>policies/organization.json</c>.</summary>
    public static SampleOrganization Default { get; } =
        JsonSerializer.Deserialize<SampleOrganization>(CatalogFiles.Find("organization.json")!, JsonSerializerOptions.Web)!;

    /// <summary>
    /// The organization that a configuration is rendered for: the default one, with the ids that the configuration names.
    /// </summary>
    public static SampleOrganization Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Default
            .WithTargets(settings.GuardrailTargets)
            .WithAccounts(settings.SecurityAccount?.Id, settings.LogArchiveAccount?.Id, settings.ManagementAccountId);
    }

    /// <summary>The organization with the first root, unit and account among these guardrail targets as its own.</summary>
    public SampleOrganization WithTargets(IReadOnlyList<string> targets) =>
        this with
        {
            RootId = targets.FirstOrDefault(target => target.StartsWith("r-", StringComparison.Ordinal)) ?? RootId,
            UnitId = targets.FirstOrDefault(target => target.StartsWith("ou-", StringComparison.Ordinal)) ?? UnitId,
            MemberAccountId = targets.FirstOrDefault(target => target.Length == 12 && target.All(char.IsAsciiDigit)) ?? MemberAccountId,
        };

    /// <summary>The organization with these accounts, so far as the configuration names them.</summary>
    /// <param name="security">The security account; null for the management account.</param>
    /// <param name="logArchive">The log-archive account; null for the security account.</param>
    /// <param name="management">The management account; null for that of this organization.</param>
    public SampleOrganization WithAccounts(string? security, string? logArchive, string? management) =>
        this with
        {
            ManagementAccountId = management ?? ManagementAccountId,
            MemberAccountId = management == MemberAccountId ? ManagementAccountId : MemberAccountId,
            SecurityAccountId = security,
            LogArchiveAccountId = logArchive,
        };

    /// <summary>The organization with as many further accounts as it needs to have this many in all.</summary>
    /// <param name="accounts">The accounts, the management account among them; no fewer than there are.</param>
    public SampleOrganization WithSize(int accounts) => this with { FurtherAccounts = accounts - MemberAccountIds.Count() - 1 };

    /// <summary>
    /// The organization with the caller's account as its member account, unless the caller belongs to the management account.
    /// </summary>
    public SampleOrganization WithMember(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.AccountId == ManagementAccountId ? this : this with { MemberAccountId = caller.AccountId };
    }
}
