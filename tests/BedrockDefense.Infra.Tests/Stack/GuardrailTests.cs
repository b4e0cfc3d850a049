using System.Text.Json;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>The service control policies as they are submitted and attached.</summary>
[Collection("console")]
public sealed class GuardrailTests
{
    [Fact]
    public async Task Policies_are_submitted_without_white_space_and_within_the_limit()
    {
        foreach (var policy in (await Stacks.SampleAsync()).All("organizations/policy"))
        {
            var content = policy.Text("content")!;
            using var document = JsonDocument.Parse(content);

            Assert.Equal(JsonSerializer.Serialize(document.RootElement, JsonText.Options), content);
            Assert.InRange(content.Length, 1, 10_240);
            Assert.Equal("SERVICE_CONTROL_POLICY", policy.Text("type"));
        }
    }

    [Theory]
    [InlineData("""{"targets":["r-exam"]}""", "r-exam")]
    [InlineData("""{"targets":["ou-exam-workloads","111122223333"]}""", "ou-exam-workloads", "111122223333")]
    [InlineData("""{"targets":[]}""")]
    [InlineData("")]
    public async Task Every_policy_is_attached_to_exactly_the_targets(string guardrails, params string[] targets)
    {
        var stack = await Stacks.WithAsync(("guardrails", guardrails), ("scpCharacterLimit", "5120"));

        string[] names = ["guardrails-1", "guardrails-2"];
        Assert.Equal(names, stack.All("organizations/policy").Select(policy => policy.Name).Order());
        Assert.Equal(
            names.SelectMany(id => targets.Select(target => $"p-{id} {target}")).Order(),
            stack.All("organizations/policyAttachment").Select(one => $"{one.Text("policyId")} {one.Text("targetId")}").Order()
        );
    }

    [Fact]
    public async Task The_administrators_are_exempt_by_the_patterns_of_the_configuration()
    {
        var policy = (await Stacks.SampleAsync()).Find("organizations/policy guardrails-1");

        var statement = Assert.Single(
            policy.Statements("content"),
            statement => statement["Sid"]!.GetValue<string>() == "OnlyAdministratorsAndTheRestorerChangeBedrockInvocationLogging"
        );

        Assert.Equal(
            """
            {"ArnNotLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/BedrockLoggingAdmin",
            "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_SecurityAdmin_????????????????",
            "arn:aws:iam::*:role/bedrock-defense-restorer-eu-central-1","arn:aws:iam::*:role/bedrock-defense-restorer-us-east-1"]}}
            """.ReplaceLineEndings(""),
            statement["Condition"]!.ToJsonString(JsonText.Options)
        );
    }

    [Fact]
    public async Task A_policy_over_the_configured_limit_ends_the_program()
    {
        var administrators = JsonSerializer.Serialize(
            Enumerable.Range(0, 30).Select(number => $"arn:aws:iam::*:role/{new string('a', 50)}{number}")
        );

        var error = await Assert.ThrowsAnyAsync<Exception>(() =>
            Stacks.WithAsync(("administrators", administrators), ("scpCharacterLimit", "1000"))
        );

        Assert.Contains("characters, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("1000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_description_names_the_guardrails_inside_and_fits()
    {
        var policies = (await Stacks.WithAsync(("scpCharacterLimit", "5120"), ("denyUnloggedInference", "true"))).All(
            "organizations/policy"
        );

        Assert.All(policies, policy => Assert.InRange(policy.Text("description")!.Length, 1, 512));
        Assert.Contains(policies, policy => policy.Text("description")!.Contains("deny-unlogged-inference", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_statement_is_in_force_in_a_later_policy_before_it_leaves_an_earlier_one()
    {
        var stack = await Stacks.WithAsync(("scpCharacterLimit", "5120"), ("guardrails", """{"targets":["r-exam"]}"""));

        Assert.Contains(
            "organizations/policyAttachment guardrails-2-r-exam",
            stack.Before(stack.Find("organizations/policy guardrails-1"))
        );
    }

    [Fact]
    public async Task An_excluded_account_or_unit_is_a_condition_of_every_statement()
    {
        var stack = await Stacks.WithAsync(("guardrails", """{"targets":["r-exam"],"exclude":["ou-exam-sandboxes","444455556666"]}"""));

        Assert.All(
            stack.All("organizations/policy").SelectMany(policy => policy.Statements("content")),
            statement =>
            {
                Assert.Equal("""["444455556666"]""", statement["Condition"]!["StringNotEquals"]!["aws:PrincipalAccount"]!.ToJsonString());
                Assert.Equal(
                    """["*/ou-exam-sandboxes/*"]""",
                    statement["Condition"]!["ForAllValues:StringNotLike"]!["aws:PrincipalOrgPaths"]!.ToJsonString()
                );
            }
        );
        Assert.Contains("except in ou-exam-sandboxes, 444455556666", stack.Coverage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"targets":[]}""", "Audit: the guardrails are attached nowhere and restrict nobody.")]
    [InlineData(
        """{"targets":["r-exam"]}""",
        "The guardrails restrict every principal of the member accounts under the root r-exam, root users included. They "
            + "restrict neither the management account nor service-linked roles."
    )]
    [InlineData(
        """{"targets":["ou-exam-pilot123","111122223333"]}""",
        "The guardrails restrict every principal of the member accounts under the unit ou-exam-pilot123, 111122223333, "
            + "root users included. They restrict neither the management account nor service-linked roles, nor any other account."
    )]
    public async Task The_coverage_says_whom_they_restrict_and_whom_not(string guardrails, string coverage) =>
        Assert.StartsWith(
            $"{coverage} Governed: ",
            (await Stacks.WithAsync(("guardrails", guardrails))).Coverage,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Resource_control_policies_are_attached_where_they_are_asked_for_and_only_there()
    {
        var stack = await Stacks.WithAsync(
            ("guardrails", """{"targets":["r-exam","ou-exam-pilot123"],"exclude":["444455556666"],"resourcePolicies":true}""")
        );
        var policy = stack.Find("organizations/policy resource-guardrails-1");

        Assert.Equal("RESOURCE_CONTROL_POLICY", policy.Text("type"));
        Assert.Equal("bedrock-defense-resource-guardrails-1", policy.Text("name"));
        Assert.All(
            policy.Statements("content"),
            statement =>
                Assert.Equal("""["444455556666"]""", statement["Condition"]!["StringNotEquals"]!["aws:ResourceAccount"]!.ToJsonString())
        );
        Assert.Equal(
            ["ou-exam-pilot123", "r-exam"],
            stack
                .All("organizations/policyAttachment")
                .Where(attachment => attachment.Text("policyId") == policy.Id)
                .Select(attachment => attachment.Text("targetId"))
                .Order()
        );
        Assert.Contains("keep everybody outside the organization", stack.Coverage, StringComparison.Ordinal);
        Assert.DoesNotContain(
            (await Stacks.SampleAsync()).All("organizations/policy"),
            one => one.Text("type") == "RESOURCE_CONTROL_POLICY"
        );
    }

    [Theory]
    [InlineData("deny", "In every other Region invoking models is denied to whom the guardrails restrict; nothing there logs")]
    [InlineData(
        "detect",
        "From 15 Regions more, which every account has, Amazon Bedrock's events are forwarded and told; nothing there logs"
    )]
    public async Task The_coverage_says_what_the_settings_make_of_other_Regions(string choice, string said) =>
        Assert.Contains(said, (await Stacks.WithAsync(("ungovernedRegions", choice))).Coverage, StringComparison.Ordinal);

    [Fact]
    public async Task The_coverage_says_that_other_Regions_are_neither_logged_nor_seen() =>
        Assert.EndsWith(
            "Governed: eu-central-1, eu-west-1. In every other Region nothing logs Amazon Bedrock's invocations, restores "
                + "their logging or raises an alert about Bedrock: "
                + "whoever may use models there does so unlogged and unseen, but for the trail.",
            (await Stacks.WithAsync(("regions", """["eu-central-1","eu-west-1"]"""))).Coverage,
            StringComparison.Ordinal
        );
}
