using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Inputs;

namespace BedrockDefense.Infra.Placement;

/// <summary>
/// The accounts that the program deploys to. A provider, which assumes a role, reaches each account that the settings name. Where the
/// settings name none, the program deploys to the management account and declares no provider.
/// </summary>
internal sealed class Accounts
{
    public Accounts(DefenseSettings settings, OrganizationFacts organization)
    {
        var management = new TargetAccount(organization.ManagementAccountId, Provider: null);
        Security = settings.SecurityAccount is { } security ? Reach("security-account", security, settings) : management;
        LogArchive = settings.LogArchiveAccount is { } logArchive ? Reach("log-archive-account", logArchive, settings) : Security;
    }

    /// <summary>The account of the central bus, the detections and the topics.</summary>
    public TargetAccount Security { get; }

    /// <summary>The account of the trail's bucket and key.</summary>
    public TargetAccount LogArchive { get; }

    private static TargetAccount Reach(string name, AccountSettings account, DefenseSettings settings)
    {
        // The provider's name has the account's id. So another account gets another provider, and the resources are replaced. With one and
        // the same provider the engine would look for the old account's resources in the new account.
        var args = new Pulumi.Aws.ProviderArgs
        {
            Region = settings.HomeRegion.Code,
            // A role of a wrong account leads to an error here, not to a stack in the wrong place.
            AllowedAccountIds = { account.Id },
        };
        settings.Provider.Fill(args);
        // The list is a chain. The roles that the stack assumes come first, as they do for the management account.
        args.AssumeRoles.Add(
            new ProviderAssumeRoleArgs
            {
                RoleArn = account.RoleArn,
                SessionName = Names.Product,
                ExternalId = Secret.Input(account.ExternalId, account.IsSecret),
            }
        );
        var provider = new Pulumi.Aws.Provider($"{name}-{account.Id}", args);
        return new TargetAccount(account.Id, provider);
    }
}

/// <summary>An account to deploy to.</summary>
/// <param name="Id">Its id, for policies that name it.</param>
/// <param name="Provider">
/// The provider that reaches the account; null for the default provider, which reaches the management account.
/// </param>
internal sealed record TargetAccount(string Id, ProviderResource? Provider)
{
    /// <summary>The options of a component whose resources are all in this account.</summary>
    public ComponentResourceOptions Component => new() { Provider = Provider };
}
