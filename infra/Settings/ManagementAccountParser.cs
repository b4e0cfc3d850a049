using System.Collections.Immutable;
using BedrockDefense.Infra.Foundation;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Finds out which account the management account is, so far as the settings tell: the topics are there unless
/// <c>securityAccount</c> is set, and an endpoint of another account is subscribed by its owner.
/// </summary>
internal static class ManagementAccountParser
{
    private const string Setting = "managementAccount";
    private const string Form =
        "the management account's id, 12 digits, which aws organizations describe-organization --query Organization.MasterAccountId tells";

    /// <summary>Its id; null where nothing tells it, or, with a fault, where what tells it is wrong.</summary>
    public static string? Parse(
        IReadOnlyDictionary<string, ConfigNode> nodes,
        string? securityAccount,
        TrailSettings trail,
        ImmutableArray<AlertSubscription> alerts
    )
    {
        var ofTrail = trail.ReuseArn?.Split(':').ElementAtOrDefault(4);
        if (nodes.TryGetValue(Setting, out var node))
        {
            var id = node.PeekDigits();
            if (FaultOf(id ?? "", securityAccount, ofTrail) is { } fault)
            {
                node.Refuse(fault);
            }

            return id;
        }

        if (ofTrail is not null || securityAccount is not null)
        {
            return ofTrail;
        }

        // A single account is taken to be the management account; the preflight sees whether it is.
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

    private static string? FaultOf(string id, string? securityAccount, string? ofTrail) =>
        id.Length != 12 || !id.All(char.IsAsciiDigit) ? $"is no account id; write {Form}"
        : id == securityAccount ? "is the security account too; the management account is that by default, so leave securityAccount out"
        : ofTrail is not null && id != ofTrail
            ? $"owns no trail of account {ofTrail}, and trail.reuse names one; an organization trail belongs to the management account"
        : null;
}
