using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Cli.Output.Reports;

namespace BedrockDefense.Cli.Tests.Reports;

/// <summary><c>--format sarif</c> and <c>--format junit</c> of the verbs.</summary>
[Collection("console")]
public sealed class ReportFormatTests : IDisposable
{
    private const string Rule = """
        title: T
        logsource: {product: aws, service: cloudtrail}
        detection:
          selection:
            eventSource: cloudtrail.amazonaws.com
            eventName: StopLoging
          condition: selection
        """;

    private readonly TestFolder _folder = new("formats-");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lint_says_in_SARIF_what_it_says_in_text()
    {
        var file = _folder.Write("bad.yml", Rule);

        var text = await CommandLineRun.Of("lint", file);
        var run = await CommandLineRun.Of("lint", file, "--format", "sarif");

        var results = Sarif(run)["results"]!.AsArray();
        Assert.Equal(text.ExitCode, run.ExitCode);
        Assert.Equal(text.Lines.Count, results.Count);
        Assert.All(
            results,
            result => Assert.Contains(text.Lines, line => line.EndsWith($"[{result!["ruleId"]}]", StringComparison.Ordinal))
        );
        var name = results.Single(result => (string)result!["ruleId"]! == "event-name")!;
        Assert.Equal("error", (string)name["level"]!);
        Assert.Equal(6, (int)name["locations"]![0]!["physicalLocation"]!["region"]!["startLine"]!);
    }

    [Fact]
    public async Task Every_check_that_lint_has_named_is_in_its_table_of_rules()
    {
        Assert.Equal(LintChecks.Rules.Select(rule => rule.Id).Order(StringComparer.Ordinal), LintChecks.Rules.Select(rule => rule.Id));
        var run = await CommandLineRun.Of("lint", _folder.Write("bad.yml", Rule), "--format", "sarif");
        Assert.Equal(LintChecks.Rules.Count, Sarif(run)["tool"]!["driver"]!["rules"]!.AsArray().Count);
    }

    [Fact]
    public async Task Lint_names_in_JUnit_each_file_that_is_right()
    {
        var run = await CommandLineRun.Of("lint", Path.Combine(Repository.Root, "policies", "detections"), "--format", "junit");

        var suite = XElement.Parse(run.Output);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("0", (string)suite.Attribute("failures")!);
        Assert.Equal(Catalog.Detection.All.Count, suite.Elements("testcase").Count());
    }

    [Theory]
    [InlineData("sarif")]
    [InlineData("junit")]
    public async Task A_file_that_lint_cannot_read_is_a_result_and_the_run_is_not_whole(string format)
    {
        var run = await CommandLineRun.Of("lint", _folder.Write("bad.yml", "title: [\n"), "--format", format);

        Assert.Equal(2, run.ExitCode);
        if (format == "sarif")
        {
            Assert.NotEmpty(Sarif(run)["results"]!.AsArray());
            Assert.False((bool)Sarif(run)["invocations"]![0]!["executionSuccessful"]!);
        }
        else
        {
            Assert.NotEmpty(XElement.Parse(run.Output).Descendants("error"));
        }
    }

    [Theory]
    [InlineData("lint", "no-such-folder/rule.yml")]
    [InlineData("rehearse", "--config", "no-such.yaml")]
    [InlineData("verify", "--config", "no-such.yaml")]
    [InlineData("verify-logs", "no-such-folder")]
    public async Task What_did_not_run_is_said_in_both_formats_with_the_same_exit_code(params string[] arguments)
    {
        var sarif = await CommandLineRun.Of([.. arguments, "--format", "sarif"]);
        var junit = await CommandLineRun.Of([.. arguments, "--format", "junit"]);

        Assert.Equal((2, 2), (sarif.ExitCode, junit.ExitCode));
        Assert.NotEmpty(sarif.Errors);
        var invocation = Sarif(sarif)["invocations"]![0]!;
        Assert.Equal((false, 2), ((bool)invocation["executionSuccessful"]!, (int)invocation["exitCode"]!));
        Assert.Contains("no-such", (string)invocation["toolExecutionNotifications"]![0]!["message"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal("1", (string)XElement.Parse(junit.Output).Attribute("errors")!);
    }

    [Fact]
    public async Task A_step_that_is_not_as_expected_is_a_result()
    {
        string[] arguments = ["rehearse", "--scenario", "advisory-chain", "--as", "arn:aws:iam::111122223333:role/BedrockLoggingAdmin"];
        arguments = [.. arguments, "--config", Repository.SampleConfiguration];

        var sarif = await CommandLineRun.Of([.. arguments, "--format", "sarif"]);
        var junit = await CommandLineRun.Of([.. arguments, "--format", "junit"]);

        Assert.Equal((1, 1), (sarif.ExitCode, junit.ExitCode));
        var results = Sarif(sarif)["results"]!.AsArray();
        var failures = XElement.Parse(junit.Output).Descendants("failure").ToList();
        Assert.NotEmpty(results);
        Assert.Equal(results.Count, failures.Count);
        Assert.Equal(7, XElement.Parse(junit.Output).Elements("testcase").Count());
        Assert.Contains(
            results,
            result =>
                ((string)result!["message"]!["text"]!).Contains(
                    "nothing prevented bedrock:DeleteModelInvocationLoggingConfiguration",
                    StringComparison.Ordinal
                )
        );
        Assert.All(results, result => Assert.Equal("advisory-chain", (string)result!["ruleId"]!));
    }

    private static JsonNode Sarif(CommandLineRun run) => SarifCheck.Run(run.Output);
}
