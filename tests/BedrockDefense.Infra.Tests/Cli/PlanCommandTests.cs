using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Infra.Tests.Rendering;

namespace BedrockDefense.Infra.Tests.Cli;

[Collection("console")]
public sealed class PlanCommandTests
{
    [Fact]
    public async Task In_JSON_every_resource_has_its_type_its_name_and_its_inputs()
    {
        var run = await Plan("--format", "json");

        using var plan = JsonDocument.Parse(run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.All(plan.RootElement.EnumerateArray(), resource =>
        {
            Assert.Equal(["type", "name", "inputs"], resource.EnumerateObject().Select(property => property.Name));
            Assert.StartsWith("aws:", resource.GetProperty("type").GetString(), StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Object, resource.GetProperty("inputs").ValueKind);
        });
    }

    [Fact]
    public async Task The_plan_is_what_the_program_declares()
    {
        var run = await Plan("--format", "json");
        var config = new Dictionary<string, string>
        {
            ["aws:region"] = "eu-central-1",
            ["bedrock-defense:administrators"] = Stacks.Sample["bedrock-defense:administrators"],
            ["bedrock-defense:regions"] = Stacks.Sample["bedrock-defense:regions"],
            ["bedrock-defense:guardrails"] = Stacks.Sample["bedrock-defense:guardrails"],
            ["bedrock-defense:trail"] = """{"retentionDays":365,"retentionMode":"governance"}""",
            ["bedrock-defense:alerts"] =
                """[{"protocol":"email","endpoint":"soc@example.com","severities":["critical","high"]},{"protocol":"sqs","endpoint":"arn:aws:sqs:eu-central-1:999999999999:siem-findings"}]""",
        };

        var declared = (await Stacks.RenderAsync(config)).Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal));

        Assert.Equal(
            declared.Select(resource => $"{resource.Type} {resource.Name} {string.Join(' ', resource.Inputs.Select(input => input.Key).Order())}").Order(StringComparer.Ordinal),
            JsonNode.Parse(run.Output)!.AsArray()
                .Select(resource => $"{resource!["type"]} {resource["name"]} {string.Join(' ', resource["inputs"]!.AsObject().Select(input => input.Key).Order())}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_plan_is_the_same_every_time() =>
        Assert.Equal((await Plan("--format", "json")).Output, (await Plan("--format", "json")).Output);

    [Fact]
    public async Task The_tree_shows_every_resource_and_counts_them()
    {
        using var plan = JsonDocument.Parse((await Plan("--format", "json")).Output);

        var run = await Plan();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.All(plan.RootElement.EnumerateArray(), resource => Assert.Contains(resource.GetProperty("name").GetString()!, run.Output, StringComparison.Ordinal));
        Assert.Contains($"{plan.RootElement.GetArrayLength()} resources in eu-central-1, global, us-east-1", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format table: there is no such format; write tree or json", "--format", "table")]
    [InlineData("Unknown option 'scenario'.", "--scenario", "advisory-chain")]
    public async Task A_wrong_argument_is_one_error_that_says_what_is_right(string error, params string[] arguments)
    {
        var run = await Plan(arguments);

        Assert.Equal((2, $"error: {error}", ""), (run.ExitCode, Assert.Single(run.ErrorLines), run.Output));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var run = await CommandLineRun.Of("plan", "--config", "Pulumi.nowhere.yaml");

        Assert.Equal(
            (2, "error: there is no file \"Pulumi.nowhere.yaml\"; give the configuration of a stack with --config Pulumi.<stack>.yaml"),
            (run.ExitCode, Assert.Single(run.ErrorLines)));
    }

    private static Task<CommandLineRun> Plan(params string[] arguments) =>
        CommandLineRun.Of(["plan", "--config", Repository.SampleConfiguration, .. arguments]);
}
