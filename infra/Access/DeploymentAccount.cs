using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Access;

/// <summary>An account that the program deploys to, with what it has to do there.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Id">Its id, 12 digits; null for a management account whose id the settings do not tell.</param>
/// <param name="Role">The role to assume there; null for the management account, whose credentials the deployment starts with.</param>
/// <param name="Duties">What is done there: what the account is named after, then what other accounts would do if there were any.</param>
/// <param name="Policies">What whoever deploys there must be allowed.</param>
public sealed record DeploymentAccount(
    string Name,
    string? Id,
    AccountSettings? Role,
    IReadOnlyList<DeploymentDuty> Duties,
    IReadOnlyList<DeploymentPolicy> Policies
)
{
    /// <summary>The accounts of a configuration, the management account first.</summary>
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
                // The account before it has its duty as well.
                accounts[^1].Duties.Add(duty);
            }
            else
            {
                accounts.Add((name, role, [duty]));
            }
        }

        DeploymentAccount Complete(string name, string? id, AccountSettings? role, List<DeploymentDuty> duties) =>
            new(name, id, role, duties, DeploymentPolicies.Of(settings, duties, id));
    }
}
