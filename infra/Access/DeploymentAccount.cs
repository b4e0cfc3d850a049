using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Access;

/// <summary>An account that the program deploys to, and its duties.</summary>
/// <param name="Name">The account's name for people.</param>
/// <param name="Id">The account's id, 12 digits; null for a management account whose id the settings do not name.</param>
/// <param name="Role">The role to assume there; null for the management account, where the deployment starts with credentials.</param>
/// <param name="Duties">
/// The account's duties: first the one that it is named after, then those that other accounts would have if the settings named them.
/// </param>
/// <param name="Policies">The policies that whoever deploys there needs.</param>
/// <param name="VerifierPolicies">The policies that whoever verifies needs there. A role that is entered needs all of these.</param>
/// <param name="ProverPolicies">The policies that whoever proves needs there.</param>
public sealed record DeploymentAccount(
    string Name,
    string? Id,
    AccountSettings? Role,
    IReadOnlyList<DeploymentDuty> Duties,
    IReadOnlyList<DeploymentPolicy> Policies,
    IReadOnlyList<DeploymentPolicy> VerifierPolicies,
    IReadOnlyList<DeploymentPolicy> ProverPolicies
)
{
    /// <summary>Lists the accounts of a configuration, the management account first.</summary>
    public static IReadOnlyList<DeploymentAccount> Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        List<(string Name, AccountSettings? Role, List<DeploymentDuty> Duties)> accounts =
        [
            ("management account", null, [DeploymentDuty.Management]),
        ];
        Add("security account", settings.SecurityAccount, DeploymentDuty.Security);
        Add("log-archive account", settings.LogArchiveAccount, DeploymentDuty.LogArchive);
        return
        [
            .. accounts.Select(account =>
                Complete(account.Name, account.Role?.Id ?? settings.ManagementAccountId, account.Role, account.Duties)
            ),
        ];

        void Add(string name, AccountSettings? role, DeploymentDuty duty)
        {
            if (role is null)
            {
                // No account has this duty alone, so the previous account has it as well.
                accounts[^1].Duties.Add(duty);
            }
            else
            {
                accounts.Add((name, role, [duty]));
            }
        }

        DeploymentAccount Complete(string name, string? id, AccountSettings? role, List<DeploymentDuty> duties) =>
            new(
                name,
                id,
                role,
                duties,
                DeploymentPolicies.Of(settings, duties, id),
                DeploymentPolicies.ForVerifying(settings, duties, id),
                DeploymentPolicies.ForProving(settings, duties, id)
            );
    }

    /// <summary>Every policy of the account.</summary>
    public IEnumerable<DeploymentPolicy> AllPolicies => Policies.Concat(VerifierPolicies).Concat(ProverPolicies);

    /// <summary>Makes the policy of the role with which <c>prove</c> puts back what it changed in the account that it attacks.</summary>
    /// <param name="settings">The settings.</param>
    public static DeploymentPolicy OfSandbox(DefenseSettings settings) =>
        DeploymentPolicies.ForProving(settings, [DeploymentDuty.Sandbox], accountId: null).Single();
}
