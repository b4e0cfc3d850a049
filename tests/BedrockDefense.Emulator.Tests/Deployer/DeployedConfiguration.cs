using System.Text.Json.Nodes;
using BedrockDefense.Infra.Access;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Emulator.Tests.Deployer;

/// <summary>A configuration, the stack that it declares, and the policies for whoever deploys it.</summary>
/// <param name="Settings">The configuration, parsed.</param>
/// <param name="Stack">The stack that it declares.</param>
internal sealed record DeployedConfiguration(DefenseSettings Settings, StackDeclaration Stack)
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<PolicyDocument>> _policies = Documents(
        Settings,
        Stack,
        account => account.Policies
    );

    private readonly IReadOnlyDictionary<string, IReadOnlyList<PolicyDocument>> _verifierPolicies = Documents(
        Settings,
        Stack,
        account => account.VerifierPolicies
    );

    private readonly IReadOnlyDictionary<string, IReadOnlyList<PolicyDocument>> _proverPolicies = Documents(
        Settings,
        Stack,
        account => account.ProverPolicies
    );

    /// <summary>The name of the configuration that the documents show.</summary>
    public const string Production = "of the start for production";

    private const string Cases = "emulator/configurations.json";
    private const string Sample = "of the sample";
    private const string InlinePolicies = "Policies";

    /// <summary>The names of the tested configurations.</summary>
    public static TheoryData<string> Names => [Sample, Production, .. Repository.All<NamedConfiguration>(Cases).Select(one => one.Name)];

    /// <summary>
    /// The roles that the management account assumes before any other call in another account. The emulator is entered without.
    /// </summary>
    public IEnumerable<NeededPermission> RolesToAssume =>
        DeploymentAccount
            .Of(Settings)
            .Where(account => account.Role is not null)
            .Select(account => new NeededPermission(
                Stack.Organization.ManagementAccountId,
                "sts:AssumeRole",
                account.Role!.RoleArn,
                $"the provider of the {account.Name}"
            ));

    /// <summary>Loads all tested configurations.</summary>
    public static async Task<IReadOnlyList<DeployedConfiguration>> AllAsync()
    {
        List<DeployedConfiguration> all = [];
        foreach (var name in Names)
        {
            all.Add(await OfAsync(name.Data));
        }

        return all;
    }

    /// <summary>Loads one configuration, with changes if any are given.</summary>
    public static async Task<DeployedConfiguration> OfAsync(string name, params (string Key, string Value)[] changes)
    {
        Dictionary<string, string> config = new(
            name switch
            {
                Sample => ConfigFile.Read(Repository.SampleConfiguration),
                Production => ConfigFile.Read(Path.Combine(Repository.Root, "docs", "Pulumi.prod.yaml")),
                _ => Repository.All<NamedConfiguration>(Cases).Single(one => one.Name == name).Config,
            }
        );
        foreach (var (key, value) in changes)
        {
            config[key] = value;
        }

        var settings = CheckedSettings.Parse(config);
        return new DeployedConfiguration(settings, await StackRenderer.RenderAsync(config, SampleOrganization.Of(settings)));
    }

    /// <summary>The policies of every account.</summary>
    public IEnumerable<PolicyDocument> Policies => _policies.Values.SelectMany(policies => policies);

    /// <summary>The policies of whoever verifies, of every account.</summary>
    public IEnumerable<PolicyDocument> VerifierPolicies => _verifierPolicies.Values.SelectMany(policies => policies);

    /// <summary>The policies of whoever proves, of every account but the sandbox.</summary>
    public IEnumerable<PolicyDocument> ProverPolicies => _proverPolicies.Values.SelectMany(policies => policies);

    /// <summary>The policy of whoever puts back in the sandbox.</summary>
    public PolicyDocument SandboxPolicy { get; } =
        PolicyReader.Parse(DeploymentAccount.OfSandbox(Settings).Json, "sandbox", PolicyKind.Identity);

    /// <summary>Gives the role that deploys to an account.</summary>
    public string Deployer(string account) => $"arn:{Settings.HomeRegion.Partition}:iam::{account}:role/BedrockDefenseDeployment";

    /// <summary>Finds the statements that allow an action to whoever deploys.</summary>
    public IReadOnlyList<StatementExplanation> AllowedBy(NeededPermission needed) => AllowedBy(_policies[needed.Account], needed);

    /// <summary>Finds the statements that allow an action to whoever verifies.</summary>
    public IReadOnlyList<StatementExplanation> AllowedToVerifierBy(NeededPermission needed) =>
        AllowedBy(_verifierPolicies[needed.Account], needed);

    /// <summary>Finds the statements that allow an action to whoever proves; in any other account, to whoever puts back there.</summary>
    public IReadOnlyList<StatementExplanation> AllowedToProverBy(NeededPermission needed) =>
        AllowedBy(_proverPolicies.GetValueOrDefault(needed.Account) ?? [SandboxPolicy], needed);

    /// <summary>The policies of the role that reads what stands in a member account.</summary>
    public IReadOnlyList<PolicyDocument> AuditorPolicies(string account) =>
        [
            .. AuditorRole(account)
                .Single(property => property.Key == InlinePolicies)
                .Value!.AsArray()
                .Select(policy =>
                    PolicyReader.Parse(
                        policy!["PolicyDocument"]!.ToJsonString(),
                        policy["PolicyName"]!.GetValue<string>(),
                        PolicyKind.Identity
                    )
                ),
        ];

    /// <summary>The trust policy of that role.</summary>
    public PolicyDocument AuditorTrust(string account) =>
        PolicyReader.Parse(AuditorRole(account)["AssumeRolePolicyDocument"]!.ToJsonString(), "trust", PolicyKind.Resource);

    /// <summary>Finds the statements that allow an action to that role.</summary>
    public IReadOnlyList<StatementExplanation> AllowedToAuditorBy(NeededPermission needed) =>
        AllowedBy(AuditorPolicies(needed.Account), needed);

    private JsonObject AuditorRole(string account) =>
        MemberTemplate
            .Of(
                Stack,
                Stack
                    .OfType("aws:cloudformation/stackInstances:StackInstances")
                    .Single(instances => instances.Text("stackSetName") == "bedrock-defense-auditor")
            )
            .ResourcesIn(account, Stack.HomeRegion)
            .Single()
            .Properties;

    private List<StatementExplanation> AllowedBy(IReadOnlyList<PolicyDocument> policies, NeededPermission needed)
    {
        var request = needed.RequestBy(Deployer(needed.Account));
        return [.. policies.SelectMany(policy => policy.Evaluate(request).Explanations).Where(statement => statement.IsMatch)];
    }

    private static Dictionary<string, IReadOnlyList<PolicyDocument>> Documents(
        DefenseSettings settings,
        StackDeclaration stack,
        Func<DeploymentAccount, IReadOnlyList<DeploymentPolicy>> policies
    ) =>
        DeploymentAccount
            .Of(settings)
            .ToDictionary(
                account => account.Id ?? stack.Organization.ManagementAccountId,
                IReadOnlyList<PolicyDocument> (account) =>
                    [.. policies(account).Select(policy => PolicyReader.Parse(policy.Json, policy.Name, PolicyKind.Identity))]
            );

    internal sealed record NamedConfiguration(string Name, Dictionary<string, string> Config);
}
