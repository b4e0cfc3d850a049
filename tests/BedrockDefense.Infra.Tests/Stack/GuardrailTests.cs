using System.Text.Json;
using BedrockDefense.Infra.Tests.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>The service control policies as they are submitted and attached.</summary>
[Collection("console")]
public sealed class GuardrailTests
{
    private static readonly string[] Ids = ["deny-leaving", "protect-alert-path", "protect-audit-trail", "protect-bedrock-logging", "protect-exempt-roles", "protect-log-sinks"];

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
        var stack = await Stacks.WithAsync(("guardrails", guardrails));

        Assert.Equal(Ids, stack.All("organizations/policy").Select(policy => policy.Name).Order());
        Assert.Equal(
            Ids.SelectMany(id => targets.Select(target => $"p-{id} {target}")).Order(),
            stack.All("organizations/policyAttachment").Select(one => $"{one.Text("policyId")} {one.Text("targetId")}").Order());
    }

    [Fact]
    public async Task The_administrators_are_exempt_by_the_patterns_of_the_configuration()
    {
        var policy = (await Stacks.SampleAsync()).Find("organizations/policy protect-bedrock-logging");

        var statement = Assert.Single(policy.Statements("content"));

        Assert.Equal(
            """{"ArnNotLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/BedrockLoggingAdmin","arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_SecurityAdmin_????????????????","arn:aws:iam::*:role/bedrock-defense-restorer-*"]}}""",
            statement["Condition"]!.ToJsonString(JsonText.Options));
    }

    [Fact]
    public async Task A_policy_over_the_configured_limit_ends_the_program()
    {
        var administrators = JsonSerializer.Serialize(Enumerable.Range(0, 30).Select(number => $"arn:aws:iam::*:role/{new string('a', 50)}{number}"));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => Stacks.WithAsync(("administrators", administrators), ("scpCharacterLimit", "1000")));

        Assert.Contains("the service control policy protect-", error.Message, StringComparison.Ordinal);
        Assert.Contains("1000", error.Message, StringComparison.Ordinal);
    }
}
