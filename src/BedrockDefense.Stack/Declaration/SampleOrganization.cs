using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Stack.Declaration;

/// <summary>
/// The organization for which the stack is rendered and rehearsed. It has a management account, and a member account in an
/// organizational unit under the root. If the configuration names a security account or a log-archive account, it has those
/// too. It uses the ids that the configuration names, so a real configuration can be rehearsed.
/// </summary>
/// <param name="Id">The organization's id.</param>
/// <param name="RootId">The root's id.</param>
/// <param name="ManagementAccountId">The account that the stack is deployed to; no guardrail restricts it.</param>
/// <param name="UnitId">The organizational unit of the member account.</param>
/// <param name="MemberAccountId">The account in which the attack happens.</param>
/// <param name="SecurityAccountId">The account of the central bus; null if that is the management account.</param>
/// <param name="LogArchiveAccountId">The account of the trail's files; null if that is the security account.</param>
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
    /// <summary>The number of further member accounts. No rehearsal happens in them; only a plan has any.</summary>
    public int FurtherAccounts { get; init; }

    /// <summary>The ids of all accounts except the management account, each once.</summary>
    [JsonIgnore]
    public IEnumerable<string> MemberAccountIds =>
        new[] { MemberAccountId, SecurityAccountId, LogArchiveAccountId }.OfType<string>().Distinct();

    /// <summary>The ids of the further member accounts. They differ from the ids of all other accounts.</summary>
    [JsonIgnore]
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
    /// Returns the organization that a configuration is rendered for: the default one, with the ids that the configuration
    /// names.
    /// </summary>
    public static SampleOrganization Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Default
            .WithTargets(settings.GuardrailTargets)
            .WithAccounts(settings.SecurityAccount?.Id, settings.LogArchiveAccount?.Id, settings.ManagementAccountId);
    }

    /// <summary>Returns the organization with the ids of the first root, unit and account among these guardrail targets.</summary>
    public SampleOrganization WithTargets(IReadOnlyList<string> targets) =>
        this with
        {
            RootId = targets.FirstOrDefault(target => target.StartsWith("r-", StringComparison.Ordinal)) ?? RootId,
            UnitId = targets.FirstOrDefault(target => target.StartsWith("ou-", StringComparison.Ordinal)) ?? UnitId,
            MemberAccountId = targets.FirstOrDefault(target => target.Length == 12 && target.All(char.IsAsciiDigit)) ?? MemberAccountId,
        };

    /// <summary>Returns the organization with these accounts, as far as the configuration names them.</summary>
    /// <param name="security">The security account; null if that is the management account.</param>
    /// <param name="logArchive">The log-archive account; null if that is the security account.</param>
    /// <param name="management">The management account; null to keep this organization's.</param>
    public SampleOrganization WithAccounts(string? security, string? logArchive, string? management) =>
        this with
        {
            ManagementAccountId = management ?? ManagementAccountId,
            MemberAccountId = management == MemberAccountId ? ManagementAccountId : MemberAccountId,
            SecurityAccountId = security,
            LogArchiveAccountId = logArchive,
        };

    /// <summary>Returns the organization with so many further accounts that it has this many accounts in all.</summary>
    /// <param name="accounts">
    /// The number of accounts, including the management account. It must not be less than the organization has already.
    /// </param>
    public SampleOrganization WithSize(int accounts) => this with { FurtherAccounts = accounts - MemberAccountIds.Count() - 1 };

    /// <summary>
    /// Returns the organization with the caller's account as its member account. If the caller belongs to the management
    /// account, the organization stays as it is.
    /// </summary>
    public SampleOrganization WithMember(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.AccountId == ManagementAccountId ? this : this with { MemberAccountId = caller.AccountId };
    }
}
