using System.Text.RegularExpressions;

namespace BedrockDefense.Cli.Tests.Packing;

/// <summary>Every verb of the installed tool works in a folder that has no file of the repository.</summary>
public sealed partial class ToolPackageTests(InstalledTool tool)
{
    private const string Rule = "policies/detections/bedrock-logging-deletion/rule.yml";
    private const string Record = "tests/cases/events/deleted-sso-console-home.json";
    private const string Sample = "Pulumi.dev.yaml";

    private static readonly Dictionary<string, string[]> Verbs = new()
    {
        ["rehearse"] = [],
        ["plan"] = [],
        ["alert"] = [Record, "--config", Sample],
        ["runbook"] = ["bedrock-logging-deletion", "--event", Record],
        ["guardrails"] = ["--config", Sample, "--out", "scps"],
        ["access"] = ["--config", Sample, "--out", "access"],
        ["cost"] = ["--accounts", "200", "--config", Sample],
        ["diff"] = [Sample, Sample],
        ["check"] = ["tests/cases/checking/innocent-plan.json", "--config", Sample],
        ["report"] = ["--out", "report.html"],
        // These two answer nothing without AWS.
        ["verify"] = ["--help"],
        ["prove"] = ["--help"],
        ["evaluate"] = ["--scp", "scp.json", "--principal", "arn:aws:iam::111122223333:user/alice", "--action", "bedrock:InvokeModel"],
        ["pattern"] = ["pattern.json", "event.json"],
        ["hunt"] = ["tests/cases/logs"],
        ["search"] = ["tests/cases/logs", "eventSource=bedrock.amazonaws.com"],
        ["investigate"] = ["tests/cases/chains", "--access-key", "ASIAEXAMPLECHAIN0002"],
        ["summary"] = ["tests/cases/logs"],
        ["verify-logs"] = ["tests/cases/trails/untouched", "--public-keys", "tests/cases/trails/public-keys.json"],
        ["lint"] = [],
        ["new"] = ["detection", "example-detection", "--out", "detections"],
        ["convert"] = ["--to", "athena", Rule],
        ["match"] = [Rule, Record],
    };

    public static TheoryData<string> Names => [.. Verbs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_verb_answers_in_an_empty_folder(string verb)
    {
        await tool.RunAsync("--version");
        await WriteAsync("scp.json", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""");
        await WriteAsync("pattern.json", """{"source":["aws.bedrock"]}""");
        await WriteAsync("event.json", """{"source":"aws.bedrock","detail-type":"AWS API Call via CloudTrail","detail":{}}""");

        var run = await tool.RunAsync([verb, .. Verbs[verb].Select(InRepository)]);

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.True(run.Output.Length > 0 || verb == "lint", "it says nothing");
        Assert.DoesNotContain("fault in bedrock-defense", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_verb_is_left_out_here()
    {
        var help = await tool.RunAsync("--help");

        Assert.Equal(Verbs.Keys, Verb().Matches(help.Output.Split("COMMANDS:")[1]).Select(verb => verb.Groups[1].Value));
    }

    [Fact]
    public async Task It_says_the_version_of_its_package()
    {
        var run = await tool.RunAsync("--version");

        Assert.Equal((0, tool.Version), (run.ExitCode, run.Output.Trim()));
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+(-[0-9a-z.]+)?\z", tool.Version);
    }

    [Fact]
    public async Task Local_stand_ins_for_the_packages_of_Pulumi_are_not_packed_by_accident()
    {
        var run = await tool.PackAsync("-p:PulumiSdk=local");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("-p:AllowLocalPulumiSdk=true", run.Output, StringComparison.Ordinal);
    }

    private static string InRepository(string argument) =>
        argument == Sample
        || argument.StartsWith("tests/", StringComparison.Ordinal)
        || argument.StartsWith("policies/", StringComparison.Ordinal)
            ? Path.Combine(Repository.Root, argument)
            : argument;

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(tool.Folder, name), text);

    [GeneratedRegex("^    ([a-z-]+) ", RegexOptions.Multiline)]
    private static partial Regex Verb();
}
