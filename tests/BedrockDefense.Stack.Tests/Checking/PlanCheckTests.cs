using System.Text.Json;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Checking;
using BedrockDefense.Stack.Checking.Plans;
using BedrockDefense.Stack.Configuration;

namespace BedrockDefense.Stack.Tests.Checking;

public sealed class PlanCheckTests
{
    private static readonly DefenseSettings Settings = SettingsParser.ParseValues(ConfigFile.Read(Repository.SampleConfiguration));

    // Around a fault may stand anything.
    private static readonly Lazy<PlanCaseResource[]> Innocent = new(() =>
        [.. Repository.All<PlanCase>("checking/good.json").Where(one => one.Principal is null).SelectMany(one => one.Resources)]
    );

    public static MatrixTheoryData<string, string> Bad => Cases("bad");

    public static MatrixTheoryData<string, string> Good => Cases("good");

    public static MatrixTheoryData<string, string> Unjudged => Cases("unjudged");

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_plan_is_refused(string name, string tool)
    {
        var one = Repository.Find<PlanCase>("checking/bad.json", name);

        var verdict = Judge(one, tool, one.Resources);

        Assert.Equal(one.Finds, Rules(verdict));
        Assert.Equal(one.Unknown, verdict.NotJudged.Count > 0);
        Assert.All(verdict.Findings, finding => Assert.Equal(Address(one.Resources[0], tool, 0), finding.Address));
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_plan_passes(string name, string tool)
    {
        var one = Repository.Find<PlanCase>("checking/good.json", name);

        var verdict = Judge(one, tool, one.Resources);

        Assert.Empty(verdict.Findings);
        Assert.Empty(verdict.NotJudged);
    }

    [Theory]
    [MemberData(nameof(Unjudged))]
    public void What_nobody_knows_is_named(string name, string tool)
    {
        var one = Repository.Find<PlanCase>("checking/unjudged.json", name);

        var verdict = Judge(one, tool, one.Resources);

        Assert.Empty(verdict.Findings);
        Assert.Equal(Address(one.Resources[0], tool, 0), Assert.Single(verdict.NotJudged.DistinctBy(part => part.Address)).Address);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_fault_is_found_whatever_stands_around_it(string name, string tool)
    {
        var one = Repository.Find<PlanCase>("checking/bad.json", name);
        foreach (var seed in Enumerable.Range(0, 3))
        {
            var random = new Random(seed);
            List<PlanCaseResource> around = [.. Innocent.Value.OrderBy(_ => random.Next()).Take(random.Next(1, Innocent.Value.Length))];
            var place = random.Next(around.Count + 1);
            around.Insert(place, one.Resources[0]);

            var verdict = Judge(one, tool, around);

            Assert.Equal(one.Finds, Rules(verdict));
            Assert.All(verdict.Findings, finding => Assert.Equal(Address(one.Resources[0], tool, place), finding.Address));
        }
    }

    [Theory]
    [InlineData("1", "is not a plan; give")]
    [InlineData("{}", "is not a plan; give")]
    [InlineData("", "it is not one JSON document")]
    [InlineData("{\"format_version\":\"1.0\",\"values\":{}}", "is not a plan but a state or a configuration")]
    [InlineData("{\"format_version\":\"2.0\",\"resource_changes\":[]}", "has the format version \"2.0\"; only version 1 is understood")]
    [InlineData("{\"sequence\":0}\n{\"sequence\":1}", "it is not one JSON document")]
    [InlineData("{\"steps\":[],\"steps\":[]}", "it is not one JSON document")]
    [InlineData("{\"steps\":[{\"op\":\"create\",\"urn\":\"\\ud800\"}]}", "a text in it is not Unicode")]
    public void What_is_no_plan_is_refused(string text, string fault) =>
        Assert.Contains(
            fault,
            Assert.Throws<InvalidInputException>(() => PlanFile.Parse(text, "plan.json")).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("{\"format_version\":\"1.2\",\"resource_changes\":[],\"errored\":true}", "the plan")]
    [InlineData("{\"format_version\":\"1.2\",\"resource_changes\":[],\"complete\":false}", "the plan")]
    [InlineData(
        "{\"format_version\":\"1.2\",\"resource_changes\":[],"
            + "\"deferred_changes\":[{\"reason\":\"unknown\",\"resource_change\":{\"address\":\"a.b\"}}]}",
        "a.b"
    )]
    [InlineData("{\"format_version\":\"1.2\",\"resource_changes\":[{\"address\":\"a.b\"}]}", "a.b")]
    [InlineData(
        "{\"format_version\":\"1.2\",\"resource_changes\":[{\"address\":\"a.b\",\"type\":\"a\",\"change\":{\"actions\":[\"explode\"]}}]}",
        "a.b"
    )]
    [InlineData("{\"format_version\":\"1.2\",\"resource_changes\":[7]}", "a resource without an address")]
    [InlineData("{\"format_version\":\"1.2\",\"resource_changes\":[],\"action_invocations\":[{\"address\":\"action.x\"}]}", "action.x")]
    [InlineData(
        "{\"steps\":[{\"op\":\"explode\",\"urn\":\"urn:pulumi:a::b::aws:iam/role:Role::c\"}]}",
        "urn:pulumi:a::b::aws:iam/role:Role::c"
    )]
    [InlineData(
        "{\"steps\":[{\"op\":\"update\",\"urn\":\"urn:pulumi:a::b::aws:iam/role:Role::c\"}]}",
        "urn:pulumi:a::b::aws:iam/role:Role::c"
    )]
    [InlineData("{\"steps\":[{\"op\":\"create\"}]}", "a step without a URN")]
    [InlineData("{\"changeSummary\":{\"create\":2}}", "the preview")]
    [InlineData("{\"steps\":[],\"maybeCorrupt\":true}", "the preview")]
    [InlineData("{\"steps\":[],\"diagnostics\":[{\"severity\":\"error\",\"message\":\"x\"}]}", "the preview")]
    public void What_of_a_plan_cannot_be_read_is_named(string text, string address) =>
        Assert.Equal(address, Assert.Single(PlanFile.Parse(text, "plan.json").Unread).Address);

    [Fact]
    public void In_the_management_account_no_guardrail_refuses_anything_and_the_rest_is_still_found()
    {
        var one = Repository.Find<PlanCase>("checking/bad.json", "the logging configuration is deleted");
        var check = new PlanCheck(Settings with { ManagementAccountId = "999999999999" }, new PlanDeployment(Account: "999999999999"));

        var verdict = check.Judge(PlanFile.Parse(PlanText.Of("Terraform", one.Resources), "plan.json"));

        Assert.Equal(["logging-removed"], Rules(verdict));
    }

    [Fact]
    public void Guardrails_that_are_attached_nowhere_are_said_to_refuse_later()
    {
        var one = Repository.Find<PlanCase>("checking/bad.json", "the trail is stopped");
        var check = new PlanCheck(Settings with { GuardrailTargets = [] }, new PlanDeployment());

        var finding = Assert.Single(check.Judge(PlanFile.Parse(PlanText.Of("Pulumi", one.Resources), "plan.json")).Findings);

        Assert.Contains("would, once they are attached, be refused", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_excluded_account_is_outside_the_coverage()
    {
        var one = Repository.Find<PlanCase>("checking/good.json", "a guardrail of Bedrock in a governed Region");
        var check = new PlanCheck(Settings with { GuardrailExclusions = ["111122223333"] }, new PlanDeployment(Account: "111122223333"));

        var verdict = check.Judge(PlanFile.Parse(PlanText.Of("Terraform", one.Resources), "plan.json"));

        Assert.Equal(["outside-coverage"], Rules(verdict));
    }

    private static MatrixTheoryData<string, string> Cases(string file) =>
        new(Repository.All<PlanCase>($"checking/{file}.json").Select(one => one.Name), PlanText.Tools);

    private static PlanVerdict Judge(PlanCase one, string tool, IEnumerable<PlanCaseResource> resources) =>
        new PlanCheck(Settings, new PlanDeployment(one.Principal, one.Account)).Judge(
            PlanFile.Parse(PlanText.Of(tool, resources), "plan.json")
        );

    private static IEnumerable<string> Rules(PlanVerdict verdict) =>
        verdict
            .Findings.Select(finding => JsonNamingPolicy.KebabCaseLower.ConvertName($"{finding.Rule}"))
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static string Address(PlanCaseResource resource, string tool, int index) =>
        tool == "Terraform"
            ? $"{resource.Type}.r{index}"
            : $"urn:pulumi:prod::app::{resource.Pulumi ?? Stack.Checking.Judging.ResourceTypes.Find(resource.Type)!.Pulumi[0]}::r{index}";
}
