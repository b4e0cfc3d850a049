using System.Collections.Immutable;
using BedrockDefense.Infra.Foundation;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Finds the id of the management account in the settings. Unless <c>securityAccount</c> is set, the topics are in that account, and the
/// owner of an endpoint in any other account must subscribe it.
/// </summary>
internal static class ManagementAccountParser
{
    private const string Setting = "managementAccount";
    private const string Form =
        "the management account's id, 12 digits, which aws organizations describe-organization --query Organization.MasterAccountId tells";

    /// <summary>
    /// Finds the id. It is null where no setting names the account, and also, with a fault noted, where the setting is wrong.
    /// </summary>
    public static string? Parse(
        IReadOnlyDictionary<string, ConfigNode> nodes,
        string? securityAccount,
        TrailSettings trail,
        ImmutableArray<AlertSubscription> alerts,
        string? auditor
    )
    {
        var ofTrail = trail.ReuseArn?.Split(':').ElementAtOrDefault(4);
        var ofAuditor = auditor?.Split(':').ElementAtOrDefault(4);
        if (nodes.TryGetValue(Setting, out var node))
        {
            var id = node.PeekDigits();
            if (FaultOf(id ?? "", securityAccount, ofTrail, ofAuditor) is { } fault)
            {
                node.Refuse(fault);
            }

            return id;
        }

        if (ofTrail is not null && ofAuditor is not null && ofTrail != ofAuditor && nodes.TryGetValue("verification", out var verification))
        {
            verification.Refuse(
                $"names a role of account {ofAuditor}, and trail.reuse a trail of {ofTrail}; both are the management account's"
            );
        }

        if ((ofTrail ?? ofAuditor) is not null || securityAccount is not null)
        {
            return ofTrail ?? ofAuditor;
        }

        // If all endpoints are in one account, that account is taken to be the management account. The preflight checks this.
        var owners = alerts.Select(alert => alert.Owner).OfType<string>().Distinct().ToList();
        if (owners.Count > 1 && nodes.TryGetValue("alerts", out var list))
        {
            list.Refuse(
                $"has endpoints in the accounts {string.Join(", ", owners)}; without securityAccount the topics are in the "
                    + $"management account, so say which that is: {Names.Product}:{Setting}, {Form}"
            );
        }

        return owners.Count == 1 ? owners[0] : null;
    }

    private static string? FaultOf(string id, string? securityAccount, string? ofTrail, string? ofAuditor) =>
        id.Length != 12 || !id.All(char.IsAsciiDigit) ? $"is no account id; write {Form}"
        : id == securityAccount ? "is the security account too; the management account is that by default, so leave securityAccount out"
        : ofTrail is not null && id != ofTrail
            ? $"owns no trail of account {ofTrail}, and trail.reuse names one; an organization trail belongs to the management account"
        : ofAuditor is not null && id != ofAuditor
            ? $"owns no role of account {ofAuditor}, and verification.auditor names one; verify runs in the management account"
        : null;
}
