using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Cli.Tests;

/// <summary>The <c>diff</c> verb through the command line's own entry.</summary>
[Collection("console")]
public sealed class DiffCommandTests : IDisposable
{
    private readonly TestFolder _folder = new("diff");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_weaker_configuration_fails_only_when_asked_to()
    {
        var weaker = Changed("retentionDays: 365", "retentionDays: 30");

        var told = await Diff(weaker, "--format", "json");
        var failed = await Diff(weaker, "--fail-on", "weaker");

        using var answer = JsonDocument.Parse(told.Output);
        var change = Assert.Single(answer.RootElement.GetProperty("changes").EnumerateArray());
        Assert.Equal(
            ("weaker", "trail.retentionDays"),
            (change.GetProperty("direction").GetString(), change.GetProperty("subject").GetString())
        );
        Assert.Equal((0, 1), (told.ExitCode, failed.ExitCode));
        Assert.Contains("1 weaker, 0 stronger, 0 neutral", failed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_configuration_has_no_changes()
    {
        var run = await Diff(Repository.SampleConfiguration, "--fail-on", "weaker");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("The protection does not change.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_named_with_exit_code_3()
    {
        var run = await Diff(Changed("endpoint: soc@example.com", "endpoint: {secure: AAABAKvCexample1}"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("NOT compared: bedrock-defense:alerts", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_name_breaks_neither_the_table_nor_makes_a_link_in_Markdown()
    {
        var run = await Diff(
            Changed("endpoint: soc@example.com", "endpoint: \"[x](https://evil.example)|`b`@example.com\""),
            "--format",
            "markdown"
        );

        var rows = run.Lines.Where(line => line.StartsWith('|')).ToList();
        Assert.Equal(0, run.ExitCode);
        Assert.All(rows, row => Assert.Equal(5, row.Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|')));
        Assert.DoesNotContain(
            rows,
            row => row.Contains("](", StringComparison.Ordinal) || row.Contains("https://", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("--format yaml", "--format", "yaml")]
    [InlineData("--fail-on stronger", "--fail-on", "stronger")]
    [InlineData("--accounts 0", "--accounts", "0")]
    public async Task An_option_that_cannot_be_used_is_named_with_its_valid_form(string named, params string[] options)
    {
        var run = await Diff(Repository.SampleConfiguration, options);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, run.Errors, StringComparison.Ordinal);
        Assert.Contains("write", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_names_the_file_that_has_it()
    {
        var bad = Changed("aws:region: eu-central-1", "aws:region: mars");

        var run = await Diff(bad);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{bad}: aws:region: \"mars\"", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plans_are_compared_like_the_configurations_that_made_them()
    {
        var weaker = Changed("retentionDays: 365", "retentionDays: 30");
        var (old, @new) = (await Plan(Repository.SampleConfiguration, "old.json"), await Plan(weaker, "new.json"));

        var run = await CommandLineRun.Of("diff", old, @new, "--format", "json", "--fail-on", "weaker");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Equal((await Diff(weaker, "--format", "json")).Output, run.Output);
    }

    [Fact]
    public async Task Secrets_of_plans_are_the_same_where_their_ciphertexts_are_and_none_is_in_the_plan()
    {
        static string Endpoint(string text) => $"endpoint: {{secure: {text}}}";
        var one = await Plan(Changed("endpoint: soc@example.com", Endpoint("AAABAKvCexample1")), "one.json");
        var same = await Plan(Changed("endpoint: soc@example.com", Endpoint("AAABAKvCexample1")), "same.json");
        var other = await Plan(Changed("endpoint: soc@example.com", Endpoint("AAABAKvCexample2")), "other.json");

        Assert.DoesNotContain("AAABAKvCexample1", File.ReadAllText(one), StringComparison.Ordinal);
        Assert.Equal(0, (await CommandLineRun.Of("diff", one, same)).ExitCode);
        Assert.Equal(3, (await CommandLineRun.Of("diff", one, other)).ExitCode);
    }

    [Theory]
    [InlineData("is a plan of Terraform", """{"format_version": "1.2", "resource_changes": []}""")]
    [InlineData("is a plan of Pulumi", """{"config": {"aws:region": "eu-central-1"}, "steps": [], "changeSummary": {}}""")]
    [InlineData("does not begin with the stack", """[{"type": "aws:sns/topic:Topic", "name": "alerts", "inputs": {}}]""")]
    [InlineData("does not begin with the stack", "[]")]
    [InlineData("is not a plan", "[1, 2]")]
    [InlineData("is a plan of another program", """[{"type": "pulumi:pulumi:Stack", "name": "website-dev"}]""")]
    [InlineData("is not a whole plan", """[{"type": "pulumi:pulumi:Stack", "name": "bedrock-defense"}]""")]
    [InlineData("is not a whole plan", """[{"type": "pulumi:pulumi:Stack", "name": "bedrock-def""")]
    public async Task What_is_no_plan_of_this_product_is_named_with_what_to_give(string fault, string text)
    {
        var file = _folder.Write("plan.json", text);

        var run = await Diff(file);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(file, run.Errors, StringComparison.Ordinal);
        Assert.Contains(fault, run.Errors, StringComparison.Ordinal);
        Assert.Contains("give the output of `bedrock-defense plan --format json`", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aws:sns/topic:Topic", "do not fit together")]
    [InlineData("aws:iam/role:Role", "do not fit together")]
    [InlineData("aws:cloudformation/stackSet:StackSet", "do not fit together")]
    public async Task A_plan_that_lacks_what_others_refer_to_cannot_be_played(string type, string fault)
    {
        var plan = await Changed(items => items.RemoveAll(item => item!["type"]!.GetValue<string>() == type), isCounted: true);

        var run = await Diff(plan);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"{plan}: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(fault, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_was_cut_short_is_named()
    {
        var plan = await Changed(items => items.RemoveAt(items.Count - 1), isCounted: false);

        var run = await Diff(plan);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("it is not whole", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_with_settings_that_this_version_refuses_is_named()
    {
        var plan = await Changed(items => items[0]!["configuration"]!["bedrock-defense:tomorrow"] = "yes", isCounted: true);

        var run = await Diff(plan);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{plan}: bedrock-defense:tomorrow", run.Errors, StringComparison.Ordinal);
    }

    private async Task<string> Changed(Action<JsonArray> change, bool isCounted)
    {
        var plan = await Plan(Repository.SampleConfiguration, "plan.json");
        var items = JsonNode.Parse(await File.ReadAllTextAsync(plan))!.AsArray();
        change(items);
        if (isCounted)
        {
            items[0]!["resourceCount"] = items.Count - 1;
        }

        return _folder.Write("plan.json", items.ToJsonString());
    }

    private async Task<string> Plan(string config, string name) =>
        _folder.Write(name, (await CommandLineRun.Of("plan", "--config", config, "--format", "json")).Output);

    private static Task<CommandLineRun> Diff(string @new, params string[] options) =>
        CommandLineRun.Of(["diff", Repository.SampleConfiguration, @new, .. options]);

    private string Changed(string from, string to) =>
        _folder.Write("new.yaml", File.ReadAllText(Repository.SampleConfiguration).Replace(from, to, StringComparison.Ordinal));
}
