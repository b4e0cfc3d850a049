using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Ordering;
using BedrockDefense.Emulator.Provisioning;

namespace BedrockDefense.Emulator.Tests;

/// <summary>
/// Tests what a stack finds when it is deployed again after <c>pulumi destroy</c>, or when an account comes back, and how the stack takes
/// it over.
/// </summary>
public sealed class ReturnTests(MotoFixture moto) : IDisposable
{
    private const string LogGroup = "bedrock-defense-invocations";
    private const string Setting = "bedrock-defense:invocationLogging";

    private static readonly string[] Regions = ["eu-central-1", "us-east-1"];

    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task After_destroy_the_log_groups_stand_in_the_way_until_they_are_taken_over()
    {
        var organization = await OrganizationAsync();
        await Teardown.RunAsync(await StackDeployment.CreateAsync(DeployedSample.Configuration(organization), organization));

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() =>
            StackDeployment.CreateAsync(DeployedSample.Configuration(organization), organization)
        );

        Assert.StartsWith("aws:cloudwatch/logGroup:LogGroup", failure.Message, StringComparison.Ordinal);
        Assert.Contains("already exists", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"create":"role"}""")]
    [InlineData("""{"perAccount":{"MANAGEMENT":"adopt","UNIT":"adopt"}}""")]
    public async Task After_destroy_they_are_taken_over_by_a_setting_and_written_to_as_before(string setting)
    {
        var organization = await OrganizationAsync();
        await Teardown.RunAsync(await StackDeployment.CreateAsync(DeployedSample.Configuration(organization), organization));
        var configuration = DeployedSample.Configuration(organization);
        configuration[Setting] = setting
            .Replace("MANAGEMENT", organization.Management.Id, StringComparison.Ordinal)
            .Replace("UNIT", organization.UnitId, StringComparison.Ordinal);

        var again = await StackDeployment.CreateAsync(configuration, organization);

        Assert.Empty(again.Declaration.OfType("aws:cloudwatch/logGroup:LogGroup"));
        foreach (var machine in again.Declaration.OfType("aws:sfn/stateMachine:StateMachine"))
        {
            Assert.Equal(
                LogGroup,
                JsonNode.Parse(machine.Text("definition")!)!["States"]!["Restore"]!["Parameters"]!["LoggingConfig"]!["CloudWatchConfig"]![
                    "LogGroupName"
                ]!.GetValue<string>()
            );
        }

        // The kept resources stay again.
        await Teardown.RunAsync(again);
        await AllHaveAsync(organization, organization.Members.Prepend(organization.Management));
    }

    [Fact]
    public async Task An_account_that_comes_back_meets_its_log_group_and_takes_it_over_by_a_setting()
    {
        var organization = await OrganizationAsync();
        var back = organization.Members[^1];
        foreach (var region in Regions)
        {
            await new Place(organization.Management.InAccount(back.Id), region).JsonAsync(
                "logs",
                "CreateLogGroup",
                new() { ["logGroupName"] = LogGroup }
            );
        }

        EmulatedAws? first = null;
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() =>
            StackDeployment.CreateAsync(DeployedSample.Configuration(organization), organization, places => first = new EmulatedAws(places))
        );
        Assert.Contains("bedrock-defense-destinations", failure.Message, StringComparison.Ordinal);

        // Everywhere else the deployment creates the resource, and the emulator stops at the first failure. So the next step uses an
        // organization in which nothing was tried yet.
        var fresh = await OrganizationAsync();
        back = fresh.Members[^1];
        foreach (var region in Regions)
        {
            await new Place(fresh.Management.InAccount(back.Id), region).JsonAsync(
                "logs",
                "CreateLogGroup",
                new() { ["logGroupName"] = LogGroup }
            );
        }

        var configuration = DeployedSample.Configuration(fresh);
        configuration[Setting] = $$"""{"perAccount":{"{{back.Id}}":"adopt"} }""";
        var stack = await StackDeployment.CreateAsync(configuration, fresh);

        await AllHaveAsync(fresh, fresh.Members);
        Assert.Contains(
            stack.Resources,
            resource => resource.Name == "bedrock-defense-restorer" && resource.Type == "aws:cloudformation/stackInstances:StackInstances"
        );
    }

    private async Task<EmulatedOrganization> OrganizationAsync()
    {
        Tool.Require(MotoServer.Program, MotoServer.InstallCommand);
        return await DeployedSample.OrganizationAsync(moto);
    }

    private static async Task AllHaveAsync(EmulatedOrganization organization, IEnumerable<IAwsApi> accounts)
    {
        foreach (var (account, region) in accounts.SelectMany(account => Regions, (account, region) => (account, region)))
        {
            var groups = await new Place(organization.Management.InAccount(account.Id), region).JsonAsync(
                "logs",
                "DescribeLogGroups",
                new() { ["logGroupNamePrefix"] = LogGroup }
            );
            Assert.Single(groups["logGroups"]!.AsArray());
        }
    }
}
