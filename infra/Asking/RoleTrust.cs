using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Infra.Asking;

/// <summary>The principals that a role's trust policy lets assume the role.</summary>
/// <param name="Description">The principals in words.</param>
/// <param name="IsWide">
/// Whether the policy trusts more than single sign-on, AWS services that need <c>iam:PassRole</c> before they use a role, and single roles
/// and users of the role's own account.
/// </param>
public sealed record RoleTrust(string Description, bool IsWide)
{
    /// <summary>Whom a role may trust without being wide, in words.</summary>
    public const string Narrow = "only single sign-on, services that need iam:PassRole, and single roles and users of its own account";

    // The provider that IAM Identity Center creates in each account (AWS IAM Identity Center User Guide, "Using service-linked roles").
    private const string IdentityCenterProvider = ":saml-provider/AWSSSO_";

    // Services that let in outsiders with a certificate. Whoever may add a trust anchor or a certificate can use the role without a
    // permission on it (IAM Roles Anywhere User Guide, "Trust model"; AWS IoT Core Developer Guide, "Authorizing direct calls").
    private static readonly string[] CertificateServices = ["credentials.iot.amazonaws.com", "rolesanywhere.amazonaws.com"];

    /// <summary>Reads a trust policy. A policy that cannot be judged counts as wide.</summary>
    /// <param name="policy">The document.</param>
    /// <param name="account">The role's account.</param>
    /// <param name="expected">
    /// Whom else the role is there for: ARNs of principals of other accounts, or ids of accounts with all their principals.
    /// </param>
    public static RoleTrust Read(string policy, string account, params IReadOnlyCollection<string> expected)
    {
        PolicyDocument document;
        try
        {
            document = PolicyReader.Parse(policy, "trust", PolicyKind.Resource);
        }
        catch (InvalidPolicyException)
        {
            return new("somebody in a way that is not understood here: read its trust policy", IsWide: true);
        }

        List<(string Text, bool IsWide)> trusted =
        [
            .. document
                .Statements.Where(statement => statement.Effect == PolicyEffect.Allow)
                .Select(statement => statement.Principal!)
                .SelectMany(principal => Trusted(principal, account, expected))
                .Distinct(),
        ];
        return trusted.Count == 0
            ? new("nobody", IsWide: false)
            : new(string.Join(", ", trusted.Select(one => one.Text)), trusted.Exists(one => one.IsWide));
    }

    private static IEnumerable<(string Text, bool IsWide)> Trusted(
        PolicyPrincipal principal,
        string account,
        IReadOnlyCollection<string> expected
    ) =>
        [
            .. principal.IsEveryone ? [("everybody", true)] : ((string, bool)[])[],
            .. principal.Accounts.Select(one => ($"every principal of account {one} that a policy there lets", !expected.Contains(one))),
            .. principal.Arns.Select(arn =>
                (VisibleText.Of(arn), AccountOf(arn) != account && !expected.Contains(AccountOf(arn)) && !expected.Contains(arn))
            ),
            .. principal.Services.Select(service =>
                CertificateServices.Contains(service) ? ($"{service}, which lets in whoever shows a certificate", true) : (service, false)
            ),
            .. principal.IdentityProviders.Select(provider =>
                (VisibleText.Of(provider), !provider.Contains(IdentityCenterProvider, StringComparison.Ordinal))
            ),
        ];

    private static string AccountOf(string arn) => arn.Split(':')[4];
}
