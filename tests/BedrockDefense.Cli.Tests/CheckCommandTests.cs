using System.Text.Json.Nodes;
using BedrockDefense.Cli.Tests.Reports;

namespace BedrockDefense.Cli.Tests;

/// <summary><c>check</c>, on plans as the tools write them.</summary>
[Collection("console")]
public sealed class CheckCommandTests
{
    private const string Terraform = "terraform-plan.json";
    private const string Pulumi = "pulumi-preview.json";
    private const string Innocent = "innocent-plan.json";

    private static readonly string[] Plans = [Terraform, Pulumi];
    private static readonly string[] Formats = ["table", "json", "markdown", "sarif"];

    public static MatrixTheoryData<string, string> Answers => new(Plans, Formats);

    [Fact]
    public async Task A_plan_of_Terraform_is_judged_module_by_module()
    {
        var answer = await JsonOf(Terraform);

        Assert.Equal(
            [
                "logging-weakened module.logging[\"eu\"].aws_bedrock_model_invocation_logging_configuration.this",
                "refused module.logging[\"eu\"].aws_bedrock_model_invocation_logging_configuration.this",
                "refused aws_sqs_queue.hostile",
            ],
            Findings(answer).Select(line => line.Split("[\"]]")[0])
        );
        Assert.Equal("aws_iam_role.secret", (string)Assert.Single(answer["notJudged"]!.AsArray())!["address"]!);
        Assert.Equal((3, 0, 1), ((int)answer["judged"]!, (int)answer["unconcerned"]!, (int)answer["untouched"]!));
    }

    [Fact]
    public async Task A_preview_of_Pulumi_is_judged_component_by_component()
    {
        var answer = await JsonOf(Pulumi);

        Assert.Equal(
            [
                "logging-removed urn:pulumi:prod::app::team:index:Logging$aws:bedrockmodel/invocationLoggingConfiguration:"
                    + "InvocationLoggingConfiguration::logging",
                "exempt-role-opened urn:pulumi:prod::app::aws:iam/role:Role::worker",
                "reserved-name urn:pulumi:prod::app::aws:iam/role:Role::worker",
                "refused urn:pulumi:prod::app::team:index:Logging$aws:bedrockmodel/invocationLoggingConfiguration:"
                    + "InvocationLoggingConfiguration::logging",
            ],
            Findings(answer)
        );
        Assert.Empty(answer["notJudged"]!.AsArray());
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task No_secret_and_nothing_hostile_reaches_an_answer(string plan, string format)
    {
        var run = await Check(plan, "--format", format);

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("hunter2", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain("\n::error", run.Output, StringComparison.Ordinal);
        // Both forms are shown as markup: the whole text of one, and the messages of the other.
        if (format == "markdown")
        {
            Assert.DoesNotContain("](javascript", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("@everyone", run.Output, StringComparison.Ordinal);
        }
        else if (format == "sarif")
        {
            Assert.All(
                SarifCheck.Run(run.Output)["results"]!.AsArray(),
                result => Assert.DoesNotContain("](", (string)result!["message"]!["text"]!, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task The_log_for_code_scanning_has_every_finding_and_says_that_not_all_was_judged()
    {
        var run = await Check(Terraform, "--format", "sarif");

        var log = SarifCheck.Run(run.Output);
        Assert.Equal(
            ["logging-weakened", "not-judged", "refused", "refused"],
            log["results"]!.AsArray().Select(result => (string)result!["ruleId"]!).Order(StringComparer.Ordinal)
        );
        Assert.False((bool)log["invocations"]![0]!["executionSuccessful"]!);
    }

    [Fact]
    public async Task A_plan_without_a_fault_passes()
    {
        var run = await Check(Innocent);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            "Terraform plan: nothing found. Changed resources: 1 of types that are judged",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_could_matter_and_is_not_known_is_exit_code_3()
    {
        using var folder = new TestFolder("check-");
        var plan = folder.Write(
            "plan.json",
            """{"steps":[{"op":"create","urn":"urn:pulumi:a::b::aws:iam/futureThing:FutureThing::c","newState":{"inputs":{}}}]}"""
        );

        var run = await CommandLineRun.Of("check", plan, "--config", Repository.SampleConfiguration);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("nothing found as far as it could be judged", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--account", "12", "--account \"12\": write the 12 digits")]
    [InlineData("--region", "mars", "--region \"mars\": there is no such Region")]
    [InlineData("--principal", "Deployment", "--principal \"Deployment\": write the ARN of a role")]
    [InlineData("--principal", "arn:aws:sts::111122223333:assumed-role/Deployment/x", "is a role's session")]
    [InlineData("--format", "xml", "xml")]
    public async Task A_bad_option_is_refused(string option, string value, string fault)
    {
        var run = await Check(Innocent, option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(fault, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_principal_of_another_account_is_refused()
    {
        var run = await Check(Innocent, "--account", "444455556666", "--principal", "arn:aws:iam::111122223333:role/Deployment");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is not of the account 444455556666", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hunter2", "it is not one JSON document")]
    [InlineData("""{"token":"hunter2"}""", "is not a plan")]
    public async Task What_is_no_plan_is_refused_and_nothing_of_it_is_shown(string text, string fault)
    {
        using var folder = new TestFolder("check-");

        var run = await CommandLineRun.Of("check", folder.Write("plan.json", text), "--config", Repository.SampleConfiguration);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(fault, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Output + run.Errors, StringComparison.Ordinal);
    }

    private static Task<CommandLineRun> Check(string plan, params string[] options) =>
        CommandLineRun.Of([
            "check",
            Path.Combine(AppContext.BaseDirectory, "cases", "checking", plan),
            "--config",
            Repository.SampleConfiguration,
            .. options,
        ]);

    private static async Task<JsonNode> JsonOf(string plan) => JsonNode.Parse((await Check(plan, "--format", "json")).Output)!;

    private static IEnumerable<string> Findings(JsonNode answer) =>
        answer["findings"]!.AsArray().Select(finding => $"{finding!["rule"]} {finding["address"]}");
}
