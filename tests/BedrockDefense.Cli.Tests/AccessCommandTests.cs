using System.Text.Json.Nodes;

namespace BedrockDefense.Cli.Tests;

/// <summary>The <c>access</c> verb through the command line's own entry.</summary>
[Collection("console")]
public sealed class AccessCommandTests : IDisposable
{
    private static readonly string Production = Path.Combine(
        Path.GetDirectoryName(Repository.SampleConfiguration)!,
        "docs",
        "Pulumi.prod.yaml"
    );

    private static readonly string[] PolicyKinds = ["policies", "verifierPolicies", "proverPolicies"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("access-command-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_it_writes_is_what_it_prints()
    {
        var run = await CommandLineRun.Of("access", "--config", Production, "--format", "json", "--out", _folder.FullName);

        Assert.Equal(0, run.ExitCode);
        var printed = JsonNode.Parse(run.Output)!;
        var policies = printed["accounts"]!
            .AsArray()
            .SelectMany(account => PolicyKinds.SelectMany(kind => account![kind]!.AsArray()))
            .Append(printed["sandboxPolicy"])
            .ToList();
        Assert.All(policies, policy => Assert.True(JsonNode.DeepEquals(policy!["document"], Written($"{policy["name"]}.json"))));
        Assert.True(JsonNode.DeepEquals(printed["rolesTemplate"], Written("bedrock-defense-deployer-roles.template.json")));
        Assert.Equal(policies.Count + 1, _folder.GetFiles().Length);
    }

    [Fact]
    public async Task The_table_names_each_account_and_says_where_an_id_is_not_known()
    {
        var run = await CommandLineRun.Of("access", "--config", Production);

        Assert.Equal(0, run.ExitCode);
        Assert.All(
            ["security account, 222233334444", "log-archive account, 333344445555", "bedrock-defense:managementAccount"],
            text => Assert.Contains(text, run.Output, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_policy_of_other_settings_is_noticed_before_anything_is_written()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "bedrock-defense-deployer-roles.template.json"), "{}");

        var run = await CommandLineRun.Of("access", "--config", Repository.SampleConfiguration, "--out", _folder.FullName);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("is of other settings", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task A_firehose_role_is_passed_by_whoever_deploys_only_where_the_program_subscribes_the_stream()
    {
        const string Alerts = """
            [{"protocol":"firehose","endpoint":"arn:aws:firehose:eu-central-1:222233334444:deliverystream/own",
            "roleArn":"arn:aws:iam::222233334444:role/own-stream"},
             {"protocol":"firehose","endpoint":"arn:aws:firehose:eu-central-1:444455556666:deliverystream/other",
             "roleArn":"arn:aws:iam::444455556666:role/other-stream"}]
            """;
        var file = Path.Combine(_folder.FullName, "Pulumi.streams.yaml");
        File.WriteAllText(file, $"{File.ReadAllText(Production).Split("  bedrock-defense:alerts:")[0]}  bedrock-defense:alerts: {Alerts}");

        var run = await CommandLineRun.Of("access", "--config", file, "--format", "json");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("role/own-stream", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("other-stream", run.Output, StringComparison.Ordinal);
    }

    private JsonNode? Written(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.FullName, name)));
}
