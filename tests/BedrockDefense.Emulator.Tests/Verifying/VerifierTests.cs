using BedrockDefense.Emulator.Tests.Deployer;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Emulator.Tests.Verifying;

/// <summary>The policies for whoever verifies allow every call of a verification, and nothing else.</summary>
public sealed class VerifierTests(MotoFixture moto, DeployedEverySetting every, DeployedSample sample)
    : IClassFixture<DeployedSample>,
        IDisposable
{
    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task Every_call_is_allowed_where_everything_is_in_the_management_account()
    {
        var (stack, organization) = await sample.StackAsync(moto);
        var config = DeployedSample.Configuration(organization);
        var (report, needed, _) = await EmulatedVerification.RunAsync(await moto.ServerAsync(), config, stack, organization);
        var deployed = new DeployedConfiguration(CheckedSettings.Parse(config), stack.Declaration);

        Assert.Null(report.Members);
        Assert.True(needed.Count > 200);
        Complaints.AssertNone(report.Deviations);
        Complaints.AssertNone([.. needed.Where(one => deployed.AllowedToVerifierBy(one).Count == 0)]);
    }

    [Fact]
    public async Task With_every_kind_of_setting_nothing_deviates_every_call_is_allowed_and_no_action_is_unused()
    {
        var (stack, organization, config) = await every.StackAsync(moto);
        var (report, needed, neededByAuditor) = await EmulatedVerification.RunAsync(await moto.ServerAsync(), config, stack, organization);
        var deployed = new DeployedConfiguration(CheckedSettings.Parse(config), stack.Declaration);
        List<NeededPermission> all = [.. needed, .. deployed.RolesToAssume, .. AthenaCalls.Of(stack.Declaration)];

        Complaints.AssertNone(report.Deviations);
        Complaints.AssertNone([.. all.Where(one => deployed.AllowedToVerifierBy(one).Count == 0)]);
        UsedActions.AssertAll(deployed.VerifierPolicies, all, deployed.AllowedToVerifierBy);
        Complaints.AssertNone([.. neededByAuditor.Where(one => deployed.AllowedToAuditorBy(one).Count == 0)]);
        UsedActions.AssertAll(deployed.AuditorPolicies(organization.Members[0].Id), neededByAuditor, deployed.AllowedToAuditorBy);
    }

    [Theory]
    [InlineData("arn:aws:iam::{management}:role/Verifier", true)]
    [InlineData("arn:aws:iam::{management}:role/Admin", false)]
    [InlineData("arn:aws:iam::{management}:user/Verifier", false)]
    [InlineData("arn:aws:iam::{member}:role/Verifier", false)]
    [InlineData("arn:aws:iam::{member}:role/Admin", false)]
    public async Task Only_the_named_role_enters_a_member(string principal, bool enters)
    {
        var (stack, organization, config) = await every.StackAsync(moto);
        var deployed = new DeployedConfiguration(CheckedSettings.Parse(config), stack.Declaration);
        var member = organization.Members[0].Id;
        var caller = principal
            .Replace("{management}", organization.Management.Id, StringComparison.Ordinal)
            .Replace("{member}", member, StringComparison.Ordinal);

        Assert.Equal(enters, deployed.AuditorTrust(member).Evaluate(RequestContext.Create(caller, "sts:AssumeRole", "*", [])).IsAllowed);
    }

    [Theory]
    [MemberData(nameof(DeployedConfiguration.Names), MemberType = typeof(DeployedConfiguration))]
    public async Task Nothing_in_the_policies_changes_anything_or_reads_a_record_but_for_a_query_of_heartbeats(string name)
    {
        string[] reading = ["Describe", "Get", "List"];
        string[] records = ["s3:GetObject", "logs:GetLogEvents", "sqs:ReceiveMessage", "athena:GetQueryResults"];
        var deployed = await DeployedConfiguration.OfAsync(
            name,
            ("bedrock-defense:verification", $$"""{"auditor":"{{await VerifierOfAsync(name)}}"}""")
        );
        var actions = deployed
            .VerifierPolicies.Where(policy => !IsOfHeartbeats(policy))
            .Concat(deployed.AuditorPolicies("111122223333"))
            .SelectMany(policy => policy.Statements.SelectMany(statement => statement.Actions.Select(action => $"{action}")));

        Assert.All(
            actions,
            action =>
                Assert.True(
                    action == "sts:AssumeRole" || reading.Any(verb => action.Split(':')[1].StartsWith(verb, StringComparison.Ordinal))
                )
        );
        Assert.Empty(actions.Intersect(records));
    }

    private static async Task<string> VerifierOfAsync(string name)
    {
        var (settings, stack) = await DeployedConfiguration.OfAsync(name);
        return $"arn:{settings.HomeRegion.Partition}:iam::{stack.Organization.ManagementAccountId}:role/Verifier";
    }

    [Theory]
    [MemberData(nameof(DeployedConfiguration.Names), MemberType = typeof(DeployedConfiguration))]
    public async Task A_query_of_heartbeats_changes_nothing_but_its_result(string name)
    {
        string[] writing = ["athena:StartQueryExecution", "s3:AbortMultipartUpload", "s3:PutObject"];
        var statements = (await DeployedConfiguration.OfAsync(name))
            .VerifierPolicies.Where(IsOfHeartbeats)
            .SelectMany(policy => policy.Statements)
            .ToList();

        Assert.All(
            statements.Where(statement => statement.Actions.Any(action => $"{action}".Split(':')[1][..3] is not ("Get" or "Lis" or "Dec"))),
            statement =>
            {
                Assert.Empty(
                    statement
                        .Actions.Select(action => $"{action}")
                        .Where(action => !action.Contains(":Get", StringComparison.Ordinal))
                        .Where(action => !action.Contains(":List", StringComparison.Ordinal))
                        .Except(writing)
                );
                Assert.All(
                    statement.Resources,
                    resource => Assert.Matches(":workgroup/bedrock-defense$|:::bedrock-defense-hunts-", $"{resource}")
                );
            }
        );
    }

    private static bool IsOfHeartbeats(PolicyDocument policy) => policy.Name.EndsWith("-heartbeats", StringComparison.Ordinal);
}
