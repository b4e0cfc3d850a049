using BedrockDefense.Infra.Access;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Emulator.Tests.Deployer;

/// <summary>The policies for whoever deploys allow everything that the provider does, and no statement is unnecessary.</summary>
public sealed class DeployerTests
{
    private const string RefusedCases = "deployer/refused.json";

    public static TheoryData<string> Names => DeployedConfiguration.Names;

    public static TheoryData<string> RefusedNames => Repository.Names(RefusedCases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whatever_the_provider_calls_is_allowed_in_the_configuration(string name)
    {
        var deployed = await DeployedConfiguration.OfAsync(name);

        var needed = ProviderCalls.Of(deployed.Stack).ToList();

        Assert.True(needed.Count > 1000);
        Complaints.AssertNone([.. needed.Where(one => deployed.AllowedBy(one).Count == 0)]);
    }

    [Fact]
    public async Task Every_statement_is_needed_and_every_action_in_it()
    {
        HashSet<string> granted = [],
            used = [];
        foreach (var deployed in await DeployedConfiguration.AllAsync())
        {
            granted.UnionWith(
                deployed.Policies.SelectMany(policy =>
                    policy.Statements.SelectMany(statement => statement.Actions.Select(action => $"{policy.Name} {statement.Sid} {action}"))
                )
            );
            foreach (var needed in ProviderCalls.Of(deployed.Stack).Concat(deployed.RolesToAssume))
            {
                used.UnionWith(deployed.AllowedBy(needed).Select(allowed => $"{allowed.Policy} {allowed.Statement.Sid} {needed.Action}"));
            }
        }

        Complaints.AssertNone([.. granted.Except(used).Order(StringComparer.Ordinal)]);
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task Nothing_allows_that_it(string name)
    {
        var one = Repository.Find<RefusedCase>(RefusedCases, name);
        var deployed = await DeployedConfiguration.OfAsync(
            DeployedConfiguration.Production,
            ("bedrock-defense:managementAccount", "999999999999")
        );
        var account = DeploymentAccount.Of(deployed.Settings).Single(account => account.Name == one.Account).Id!;

        Assert.Empty(deployed.AllowedBy(new NeededPermission(account, one.Action, one.On, name) { Keys = one.Keys ?? [] }));
    }

    // IAM allows the use of a key only if the key's own policy allows it too.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_policies_of_the_keys_let_whoever_deploys_keep_them_in_the_configuration(string name)
    {
        var deployed = await DeployedConfiguration.OfAsync(name);
        var keys = deployed
            .Stack.OfType("aws:kms/key:Key")
            .ToDictionary(key => key.Id, key => PolicyReader.Parse(key.Text("policy")!, key.Name, PolicyKind.Resource));
        var needed = ProviderCalls
            .Of(deployed.Stack)
            .Where(one =>
                one.Resource.Contains(":key/", StringComparison.Ordinal) && one.Reason.Contains("kms/key", StringComparison.Ordinal)
            )
            .ToList();

        Assert.NotEmpty(needed);
        Complaints.AssertNone([
            .. needed.Where(one =>
                !ResourcePolicyEvaluator.Evaluate(keys[one.Resource.Split('/')[1]], one.RequestBy(deployed.Deployer(one.Account))).IsAllowed
            ),
        ]);
    }

    [Fact]
    public async Task No_guardrail_refuses_whoever_deploys()
    {
        var deployed = await DeployedConfiguration.OfAsync(
            DeployedConfiguration.Production,
            ("bedrock-defense:guardrails", """{"targets":["r-exam"],"requireMfa":true}"""),
            ("bedrock-defense:denyUnloggedInference", "true")
        );
        List<PolicyDocument> guardrails =
        [
            .. GuardrailPolicies
                .Of(deployed.Settings)
                .Where(policy => policy.Type == OrganizationPolicyType.ServiceControl)
                .Select(policy => PolicyReader.Parse(policy.Json, policy.Name)),
        ];
        var roles = DeploymentAccount
            .Of(deployed.Settings)
            .Where(account => account.Role is not null)
            .ToDictionary(account => account.Id!, account => account.Role!.RoleArn);
        // Service control policies do not apply to the management account.
        List<NeededPermission> needed = [.. ProviderCalls.Of(deployed.Stack).Where(one => roles.ContainsKey(one.Account))];

        Assert.Equal(roles.Count, needed.Select(one => one.Account).Distinct().Count());
        Complaints.AssertNone([
            .. needed
                .Select(one =>
                    (
                        one,
                        Verdict: ScpEvaluator.Evaluate(
                            [new ScpLevel("root", [PolicyDocument.FullAwsAccess, .. guardrails])],
                            one.RequestBy(roles[one.Account])
                        )
                    )
                )
                .Where(judged => !judged.Verdict.IsAllowed)
                .Select(judged => $"{judged.one}: {judged.Verdict.Reason}"),
        ]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_policies_fit_into_managed_policies_and_onto_one_role_in_the_configuration(string name)
    {
        var deployed = await DeployedConfiguration.OfAsync(name);

        Assert.All(
            DeploymentAccount.Of(deployed.Settings),
            account =>
            {
                List<DeploymentPolicy> policies = [.. account.AllPolicies];
                // A role that is entered has all. In the management account, who verifies or proves needs no role that deploys.
                var attached = account.Role is null ? Math.Max(account.Policies.Count, account.VerifierPolicies.Count) : policies.Count;
                // AWS Identity and Access Management User Guide, "IAM and AWS STS quotas": managed policies attached to a role.
                Assert.InRange(attached, 1, 10);
                Assert.Distinct(policies.Select(policy => policy.Name));
                Assert.All(policies, policy => Assert.InRange(PolicyDocumentSize.Count(policy.Json), 1, DeploymentPolicy.CharacterLimit));
            }
        );
    }

    internal sealed record RefusedCase(string Account, string Action, string On, Dictionary<string, string>? Keys);
}
