using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Access;

/// <summary>An account that the program deploys to, with what it has to do there.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Id">Its id, 12 digits; null for a management account whose id the settings do not tell.</param>
/// <param name="Role">The role to assume there; null for the management account, whose credentials the deployment starts with.</param>
/// <param name="Policies">What whoever deploys there must be allowed.</param>
public sealed record DeploymentAccount(string Name, string? Id, AccountSettings? Role, IReadOnlyList<DeploymentPolicy> Policies)
{
    /// <summary>The accounts of a configuration, the management account first.</summary>
    public static IReadOnlyList<DeploymentAccount> Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        List<(string Name, AccountSettings? Account, List<DeploymentDuty> Duties)> accounts = [("management account", null, [DeploymentDuty.Management])];
        foreach (var (name, own, duty) in new[]
        {
            ("security account", settings.SecurityAccount, DeploymentDuty.Security),
            ("log-archive account", settings.LogArchiveAccount, DeploymentDuty.LogArchive),
        })
        {
            if (own is null)
            {
                // The account before it has its duty as well.
                accounts[^1].Duties.Add(duty);
            }
            else
            {
                accounts.Add((name, own, [duty]));
            }
        }

        return
        [
            .. accounts.Select(account => (account, Id: account.Account?.Id ?? settings.ManagementAccountId)).Select(one =>
                new DeploymentAccount(one.account.Name, one.Id, one.account.Account, DeploymentPolicies.Of(settings, one.account.Duties, one.Id))),
        ];
    }
}
