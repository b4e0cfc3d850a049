using System.Text.Json;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Cli.Tests;

[Collection("console")]
public sealed class RehearseCommandTests : IDisposable
{
    private const string Administrator = "arn:aws:iam::111122223333:role/BedrockLoggingAdmin";

    private readonly TestFolder _folder = new("rehearse-");

    public static TheoryData<string, string[]> WrongArguments() =>
        new()
        {
            { $"there is no scenario \"nightmare\"; the scenarios are {string.Join(", ", Scenario.Ids)}", ["--scenario", "nightmare"] },
            {
                $"there is no scenario \"../organization\"; the scenarios are {string.Join(", ", Scenario.Ids)}",
                ["--scenario", "../organization"]
            },
            {
                "\"arn:aws:sts::111122223333:assumed-role/Admin/alice\" is a session; policies see the role, so write "
                    + "arn:aws:iam::111122223333:role/<path and name of the role>",
                ["--as", "arn:aws:sts::111122223333:assumed-role/Admin/alice"]
            },
            {
                "\"alice\" is no principal; write the ARN of a role, a user or a root user, such as "
                    + "arn:aws:iam::111122223333:role/DataScientist, …:user/mallory or …:root",
                ["--as", "alice"]
            },
            {
                "--all shows every scenario and --scenario only those it names; write one of the two",
                ["--all", "--scenario", "advisory-chain"]
            },
            {
                "--format xml: there is no such format; write table or json or sarif or junit or navigator or navigator-atlas",
                ["--format", "xml"]
            },
            {
                "bedrock-defense:guardrails.targets[0]: \"everywhere\" is no target; write the id of the root (r-abcd), of "
                    + "an OU (ou-abcd-12345678) or of an account (12 digits)",
                ["--targets", "everywhere"]
            },
            { "Unknown option 'scenarios'.", ["--scenarios", "advisory-chain"] },
        };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_scenario_is_as_expected_with_the_sample_configuration()
    {
        var run = await Rehearse("--all");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("As expected in every step.", run.Output, StringComparison.Ordinal);
        Assert.All(Scenario.Ids, id => Assert.Contains(id, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nothing prevented bedrock:DeleteModelInvocationLoggingConfiguration", "--as", Administrator)]
    [InlineData("should be detected by bedrock-logging-deletion-by-non-admin, but was not", "--as", Administrator)]
    [InlineData("nothing prevented bedrock:DeleteModelInvocationLoggingConfiguration", "--targets", "none")]
    public async Task An_expectation_that_is_not_met_is_said_and_exits_with_1(string unmet, params string[] arguments)
    {
        var run = await Rehearse(["--scenario", "advisory-chain", .. arguments]);

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Contains(unmet, run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("As expected in every step.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ou-exam-workloads")]
    [InlineData("111122223333")]
    [InlineData("r-exam, 111122223333")]
    public async Task Guardrails_may_be_attached_elsewhere(string targets)
    {
        var run = await Rehearse("--scenario", "advisory-chain", "--targets", targets);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task In_JSON_every_step_tells_what_became_of_it()
    {
        var run = await Rehearse("--scenario", "advisory-chain", "--scenario", "audit-mode", "--format", "json");

        using var reports = JsonDocument.Parse(run.Output);
        Assert.Equal(
            [("advisory-chain", true, 7), ("audit-mode", true, 7)],
            reports
                .RootElement.EnumerateArray()
                .Select(report =>
                    (
                        report.GetProperty("scenario").GetString(),
                        report.GetProperty("isMet").GetBoolean(),
                        report.GetProperty("steps").GetArrayLength()
                    )
                )
        );
        var deletion = reports.RootElement[0].GetProperty("steps")[2];
        var call = deletion.GetProperty("calls")[0];
        Assert.Empty(deletion.GetProperty("unmet").EnumerateArray());
        Assert.Equal("bedrock:DeleteModelInvocationLoggingConfiguration", call.GetProperty("action").GetString());
        Assert.Contains("guardrails-1", call.GetProperty("preventedBy").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["bedrock-logging-change-denied", "bedrock-logging-deletion", "bedrock-logging-deletion-by-non-admin"],
            call.GetProperty("detections").EnumerateArray().Select(detection => detection.GetString()).Order()
        );
        Assert.Equal(5, call.GetProperty("messages").GetArrayLength());
        Assert.Empty(call.GetProperty("failures").EnumerateArray());
        Assert.Equal(
            JsonValueKind.Null,
            reports.RootElement[1].GetProperty("steps")[2].GetProperty("calls")[0].GetProperty("preventedBy").ValueKind
        );
    }

    [Fact]
    public async Task In_JSON_a_step_that_nothing_prevents_says_why_and_a_call_of_somebody_else_says_whose()
    {
        var run = await Rehearse("--scenario", "scp-detached", "--format", "json");

        using var reports = JsonDocument.Parse(run.Output);
        var step = reports.RootElement[0].GetProperty("steps")[0];
        var call = step.GetProperty("calls")[0];
        Assert.Equal(
            "no service control policy restricts the management account; keep people out of it",
            step.GetProperty("because").GetString()
        );
        Assert.Equal("arn:aws:iam::999999999999:role/OrganizationAdmin", call.GetProperty("as").GetString());
        Assert.Equal(JsonValueKind.Null, call.GetProperty("preventedBy").ValueKind);
        Assert.Equal(["guardrail-tampering"], call.GetProperty("detections").EnumerateArray().Select(detection => detection.GetString()));
    }

    [Fact]
    public async Task Whom_the_guardrails_exempt_and_what_is_called_how_follows_the_configuration()
    {
        var file = _folder.Write(
            "Pulumi.other.yaml",
            """
            config:
              aws:region: eu-west-1
              bedrock-defense:administrators: ["arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Ops_*"]
              bedrock-defense:guardrails: {targets: [r-exam, ou-exam-workloads], requireMfa: true}
              bedrock-defense:denyUnloggedInference: "true"
              bedrock-defense:invocationLogging: {logGroup: /ml/bedrock, bucket: acme-*-bedrock, role: BedrockDelivery}
            """
        );

        var run = await CommandLineRun.Of(
            "rehearse",
            "--config",
            file,
            "--scenario",
            "exempt-claimed",
            "--scenario",
            "borrowed-name",
            "--scenario",
            "logging-gutted",
            "--scenario",
            "scp-detached"
        );

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task The_JSON_of_an_unmet_expectation_says_so_too()
    {
        var run = await Rehearse("--scenario", "root-user", "--targets", "none", "--format", "json");

        using var reports = JsonDocument.Parse(run.Output);
        Assert.Equal(1, run.ExitCode);
        Assert.False(reports.RootElement[0].GetProperty("isMet").GetBoolean());
        Assert.Contains(
            "nothing prevented bedrock:DeleteModelInvocationLoggingConfiguration",
            reports.RootElement[0].GetProperty("steps")[2].GetProperty("unmet").EnumerateArray().Select(unmet => unmet.GetString())
        );
    }

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public async Task A_wrong_argument_is_one_error_that_says_what_is_right(string error, string[] arguments)
    {
        var run = await Rehearse(arguments);

        Assert.Equal((2, $"error: {error}", ""), (run.ExitCode, Assert.Single(run.ErrorLines), run.Output));
    }

    [Fact]
    public async Task A_role_name_with_markup_or_steering_characters_is_shown_harmless()
    {
        var run = await Rehearse("--as", "arn:aws:iam::111122223333:role/\u001b[31m[red]x", "--scenario", "advisory-chain");

        Assert.DoesNotContain('\u001b', run.Output + run.Errors);
        Assert.Contains("[red]x", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has no configuration", "")]
    [InlineData("has no configuration", "config:\n")]
    [InlineData("has no configuration", "- a list")]
    [InlineData("While", "config: {a: [")]
    public async Task A_configuration_that_is_none_is_refused_with_its_place(string error, string yaml)
    {
        var file = _folder.Write("Pulumi.broken.yaml", yaml);

        var run = await CommandLineRun.Of("rehearse", "--config", file);

        Assert.Equal(2, run.ExitCode);
        var line = Assert.Single(run.ErrorLines);
        Assert.StartsWith($"error: {file}", line, StringComparison.Ordinal);
        Assert.Contains(error, line, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("rehearse")]
    [InlineData("plan")]
    public async Task Every_fault_of_a_configuration_is_one_line(string verb)
    {
        // JSON is YAML, so a case of the settings can be used unchanged.
        var one = Repository
            .Cases("settings/invalid.json")
            .Single(one => one["name"]!.GetValue<string>().StartsWith("Every wrong setting at once", StringComparison.Ordinal));
        var file = _folder.Write("Pulumi.wrong.yaml", $"config: {one["config"]!.ToJsonString()}");

        var run = await CommandLineRun.Of(verb, "--config", file);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(one["faults"]!.AsArray().Select(fault => $"error: {fault}"), run.ErrorLines);
    }

    [Fact]
    public async Task Hostile_text_in_keys_values_and_file_names_is_shown_harmless()
    {
        var file = _folder.Write(
            "Pulumi.[red]\u001b[31m.yaml",
            """
            config:
              aws:region: "eu-\e[31m[red]x[/]"
              "bedrock-defense:\e]0;title\a[bold]foo": 1
              bedrock-defense:administrators: ["[red]\e[2J\nerror: forged"]
              bedrock-defense:alerts: [{"\e[31mprotocol": "email"}]
            """
        );

        var wrong = await CommandLineRun.Of("rehearse", "--config", file);
        var missing = await CommandLineRun.Of("rehearse", "--config", file + "[/]");

        Assert.All(
            [wrong, missing],
            run =>
            {
                Assert.Equal((2, ""), (run.ExitCode, run.Output));
                Assert.DoesNotContain(run.Errors, letter => char.IsControl(letter) && !Environment.NewLine.Contains(letter));
                Assert.All(run.ErrorLines, line => Assert.StartsWith("error: ", line, StringComparison.Ordinal));
            }
        );
        Assert.Contains("[red]x[/]", wrong.Errors, StringComparison.Ordinal);
        Assert.Contains("[bold]foo", wrong.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("error: forged", wrong.ErrorLines);
        Assert.Contains("Pulumi.[red]", Assert.Single(missing.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steering_characters_in_what_is_valid_are_shown_harmless_as_well()
    {
        var file = _folder.Write(
            "Pulumi.dev.yaml",
            """
            config:
              aws:region: eu-central-1
              bedrock-defense:administrators: ["arn:aws:iam::*:role/BedrockLoggingAdmin"]
              bedrock-defense:alerts: [{protocol: email, endpoint: "[red]soc@example.com", severities: [high]}]
            """
        );

        var run = await CommandLineRun.Of("rehearse", "--config", file, "--scenario", "audit-mode");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("[red]soc@example.com", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_excluded_account_is_not_protected_and_the_report_says_so()
    {
        var sample = await File.ReadAllTextAsync(Repository.SampleConfiguration, TestContext.Current.CancellationToken);
        var file = _folder.Write(
            "Pulumi.dev.yaml",
            sample.Replace("      - r-exam\n", "      - r-exam\n    exclude: ['111122223333']\n", StringComparison.Ordinal)
        );

        var run = await CommandLineRun.Of("rehearse", "--config", file, "--scenario", "advisory-chain", "--format", "json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("except in 111122223333", run.Output, StringComparison.Ordinal);
        Assert.Contains("nothing prevented bedrock:DeleteModelInvocationLoggingConfiguration", run.Output, StringComparison.Ordinal);
    }

    private static Task<CommandLineRun> Rehearse(params string[] arguments) =>
        CommandLineRun.Of(["rehearse", "--config", Repository.SampleConfiguration, .. arguments]);
}
