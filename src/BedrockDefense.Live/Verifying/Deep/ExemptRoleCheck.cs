using System.IO.Enumeration;
using System.Xml.Linq;
using BedrockDefense.Infra.Asking;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Live.Verifying.Deep;

/// <summary>
/// Finds the roles of a member account that the guardrails exempt, and judges whom each trusts, as the program does for the management
/// account. A role that is older than the guardrails is exempt too, if its name matches.
/// </summary>
/// <param name="settings">The settings, which say whom the guardrails exempt.</param>
/// <param name="managementAccount">The id of the management account.</param>
internal sealed class ExemptRoleCheck(DefenseSettings settings, string managementAccount)
{
    /// <summary>How deviations name the roles where they could not be listed.</summary>
    public const string Resource = "iam/Role exempt roles";

    // An account has at most 1,000 roles unless AWS raised that (AWS Identity and Access Management User Guide, "IAM and AWS STS quotas").
    // A page of a few hundred holds those of nearly every account, and little memory.
    private const string RolesPerPage = "300";

    private readonly IReadOnlyList<string> _patterns = ExemptRolePatterns.Of(settings);

    /// <summary>Lists the exempt roles, and those of them that trust more principals than they should.</summary>
    /// <param name="account">The account.</param>
    /// <param name="declared">The names of the roles that the stack declares there. Their trust policies are compared anyway.</param>
    /// <exception cref="AwsException">AWS refused to answer, or the answer is not of the expected form.</exception>
    public Task<MemberFindings> OfAsync(IAwsApi account, IReadOnlySet<string> declared) =>
        ExpectedForm.RequireAsync("ListRoles", account.Id, settings.HomeRegion.Code, () => ReadAsync(account, declared));

    private async Task<MemberFindings> ReadAsync(IAwsApi account, IReadOnlySet<string> declared)
    {
        var findings = new MemberFindings();
        var place = new Place(account, settings.HomeRegion.Code);
        await foreach (var page in place.PagesAsync("iam", "ListRoles", "Marker", ("MaxItems", RolesPerPage)).ConfigureAwait(false))
        {
            foreach (var role in page.Find("Roles")!.Elements())
            {
                var arn = role.Text("Arn");
                if (PatternOf(arn) is not { } pattern || declared.Contains(arn[(arn.LastIndexOf('/') + 1)..]))
                {
                    continue;
                }

                if (arn.Split(':')[4] != account.Id)
                {
                    throw new InvalidOperationException($"{account.Id} tells of the role {arn}");
                }

                var trust = MemberTrust.Read(TrustPolicy(role), arn, managementAccount, settings);
                findings.ExemptRoles.Add(new MemberExemptRole(account.Id, arn, pattern, Excerpt.Of(trust.Description)));
                if (trust.IsWide)
                {
                    findings.Deviations.Add(Wide(account.Id, arn, trust));
                }
            }
        }

        return findings;
    }

    private string? PatternOf(string arn) =>
        _patterns.FirstOrDefault(pattern => FileSystemName.MatchesSimpleExpression(pattern, arn, ignoreCase: false));

    private static string TrustPolicy(XElement role) => IamReaders.Document(role.Text("AssumeRolePolicyDocument"));

    private static Deviation Wide(string account, string arn, RoleTrust trust) =>
        Excerpt.Of(
            new Deviation(
                DeviationKind.Different,
                account,
                "global",
                $"iam/Role {arn[(arn.IndexOf(":role/", StringComparison.Ordinal) + ":role/".Length)..]}",
                "assumeRolePolicy",
                RoleTrust.Narrow,
                trust.Description,
                "it is exempt: unless it should trust them, narrow its trust policy as a role that the guardrails exempt"
            )
            {
                Source = DeviationSource.Member,
            }
        );
}
