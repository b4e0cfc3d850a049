using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Cli.Tests;

[Collection("console")]
public sealed partial class PlanCommandTests
{
    [Fact]
    public async Task In_JSON_every_resource_has_its_type_its_name_and_its_inputs()
    {
        var run = await Plan("--format", "json");

        using var plan = JsonDocument.Parse(run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.All(
            plan.RootElement.EnumerateArray().Skip(1),
            resource =>
            {
                Assert.Subset(
                    new HashSet<string> { "type", "name", "id", "arn", "account", "inputs" },
                    resource.EnumerateObject().Select(property => property.Name).ToHashSet()
                );
                Assert.StartsWith("aws:", resource.GetProperty("type").GetString(), StringComparison.Ordinal);
                Assert.Equal(JsonValueKind.Object, resource.GetProperty("inputs").ValueKind);
            }
        );
    }

    [Fact]
    public async Task In_JSON_the_first_item_says_what_the_plan_was_made_of()
    {
        using var plan = JsonDocument.Parse((await Plan("--format", "json")).Output);

        var stack = plan.RootElement[0];
        Assert.Equal("pulumi:pulumi:Stack", stack.GetProperty("type").GetString());
        Assert.Equal(plan.RootElement.GetArrayLength() - 1, stack.GetProperty("resourceCount").GetInt32());
        Assert.Equal("eu-central-1", stack.GetProperty("configuration").GetProperty("aws:region").GetString());
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
            ["bedrock-defense:alerts"] = """
                [{"protocol":"email","endpoint":"soc@example.com","severities":["critical","high"]},{"protocol":"sqs",
                "endpoint":"arn:aws:sqs:eu-central-1:999999999999:siem-findings"}]
                """,
        };

        var declared = (await Stacks.RenderAsync(config)).Resources.Where(resource =>
            resource.Type.StartsWith("aws:", StringComparison.Ordinal)
        );

        Assert.Equal(
            declared
                .Select(resource =>
                    $"{resource.Type} {resource.Name} {string.Join(' ', resource.Inputs.Select(input => input.Key).Order())}"
                )
                .Order(StringComparer.Ordinal),
            JsonNode
                .Parse(run.Output)!
                .AsArray()
                .Skip(1)
                .Select(resource =>
                    $"{resource!["type"]} {resource["name"]} "
                    + $"{string.Join(' ', resource["inputs"]!.AsObject().Select(input => input.Key).Order())}"
                )
                .Order(StringComparer.Ordinal)
        );
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
        Assert.All(
            plan.RootElement.EnumerateArray().Skip(1),
            resource => Assert.Contains(resource.GetProperty("name").GetString()!, run.Output, StringComparison.Ordinal)
        );
        Assert.Contains(
            $"{plan.RootElement.GetArrayLength() - 1} resources in eu-central-1, global, us-east-1",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_resources_are_the_same_for_any_number_of_accounts_but_for_how_many_must_be_heard_of()
    {
        var few = await Plan("--accounts", "10", "--format", "json");

        Assert.Equal(0, few.ExitCode);
        Assert.Equal(
            WithoutAccounts(few.Output, 10),
            WithoutAccounts((await Plan("--accounts", "1000", "--format", "json")).Output, 1_000)
        );
        Assert.Equal(
            WithoutAccounts(few.Output, 10),
            WithoutAccounts((await Plan("--accounts", "10000", "--format", "json")).Output, 10_000)
        );
    }

    // The first item says for which organization the plan was made. One text names all accounts: the parameters of the table, whose
    // partitions are computed from it. AWS Glue accepts 512,000 bytes there (AWS Glue API, "Table", Parameters).
    private static string WithoutAccounts(string plan, int accounts)
    {
        var match = Assert.Single(Regex.Matches(plan, "\"projection.account.values\": ?\"([0-9,]+)\""));
        Assert.Equal(accounts, match.Groups[1].Value.Split(',').Length);
        Assert.InRange(match.Length, 1, 512_000);
        return FurtherAccounts().Replace(HeardOf().Replace(plan.Remove(match.Index, match.Length), ""), "");
    }

    // The threshold of an alarm on heartbeats.
    [GeneratedRegex("\"threshold\": [0-9.]+,(?=\\s*\"treatMissingData\": \"missing\")")]
    private static partial Regex HeardOf();

    [GeneratedRegex("\"furtherAccounts\": [0-9]+")]
    private static partial Regex FurtherAccounts();

    [Fact]
    public async Task Each_further_Region_adds_the_same_few_resources()
    {
        var regions = new[] { "eu-central-1", "us-east-1", "us-west-2", "ap-southeast-2" };
        var counts = new List<int>();
        for (var number = 2; number <= regions.Length; number++)
        {
            var stack = await Stacks.WithAsync(("regions", JsonSerializer.Serialize(regions[..number])));
            counts.Add(stack.Resources.Count(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal)));
        }

        var added = counts.Zip(counts.Skip(1), (before, after) => after - before).Distinct();
        Assert.InRange(Assert.Single(added), 1, 40);
    }

    [Fact]
    public async Task For_a_number_of_accounts_the_tree_ends_with_the_stacks_that_the_stack_sets_make()
    {
        // These are forwarders, destinations and restorers in both Regions, and the delivery role in one Region.
        var run = await Plan("--accounts", "1000");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            " resources for 1,000 accounts; the stack sets make 6,993 stacks in 999 member accounts and 2 Regions",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--accounts 1: write a number from 2 to 100,000", "--accounts", "1")]
    [InlineData("--accounts 100001: write a number from 2 to 100,000", "--accounts", "100001")]
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
            (run.ExitCode, Assert.Single(run.ErrorLines))
        );
    }

    private static Task<CommandLineRun> Plan(params string[] arguments) =>
        CommandLineRun.Of(["plan", "--config", Repository.SampleConfiguration, .. arguments]);
}
