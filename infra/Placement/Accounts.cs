using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Inputs;

namespace BedrockDefense.Infra.Placement;

/// <summary>
/// The accounts the program deploys to. One that the settings name is reached through a provider of its own, which
/// assumes a role there; where they name none it is the management account, and no provider is declared.
/// </summary>
internal sealed class Accounts
{
    public Accounts(DefenseSettings settings, OrganizationFacts organization)
    {
        var management = new TargetAccount(organization.ManagementAccountId, Provider: null);
        Security = settings.SecurityAccount is { } security ? Reach("security-account", security, settings) : management;
        LogArchive = settings.LogArchiveAccount is { } logArchive ? Reach("log-archive-account", logArchive, settings) : Security;
    }

    /// <summary>Where the central bus, the detections and the topics are.</summary>
    public TargetAccount Security { get; }

    /// <summary>Where the trail's bucket and key are.</summary>
    public TargetAccount LogArchive { get; }

    private static TargetAccount Reach(string name, AccountSettings account, DefenseSettings settings)
    {
        // The id is in the name, so that another account is another provider, and its resources are replaced: with one
        // and the same provider the engine would look for the old account's resources in the new one.
        var args = new Pulumi.Aws.ProviderArgs
        {
            Region = settings.HomeRegion.Code,
            // A role of another account than the one meant is an error here, not a stack in the wrong place.
            AllowedAccountIds = { account.Id },
        };
        settings.Provider.Fill(args);
        // The list is a chain: the roles that the stack assumes come first, as they do for the management account.
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
/// <param name="Provider">The provider that reaches it; null for the default one, of the management account.</param>
internal sealed record TargetAccount(string Id, ProviderResource? Provider)
{
    /// <summary>The options of a component whose resources all belong there.</summary>
    public ComponentResourceOptions Component => new() { Provider = Provider };
}
