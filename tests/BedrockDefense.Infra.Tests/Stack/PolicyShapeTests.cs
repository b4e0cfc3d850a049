using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests what must be true of every policy of the stack, whatever its content.</summary>
[Collection("console")]
public sealed class PolicyShapeTests
{
    [Fact]
    public async Task Every_policy_is_one_that_AWS_takes()
    {
        var stack = await Stacks.SampleAsync();
        var policies = Policies(stack).ToList();

        // Only the number of guardrails grows with the catalog.
        Assert.Equal(35 + stack.All("organizations/policy").Count, policies.Count);
        Assert.All(policies, policy => Assert.NotEmpty(PolicyReader.Parse(policy.Json, policy.Name, policy.Kind).Statements));
    }

    [Fact]
    public async Task Nothing_is_granted_to_everybody_without_a_condition()
    {
        foreach (var policy in Policies(await Stacks.SampleAsync()))
        {
            Assert.All(
                PolicyReader
                    .Parse(policy.Json, policy.Name, policy.Kind)
                    .Statements.Where(statement => statement.Effect == PolicyEffect.Allow && statement.Principal is { IsEveryone: true }),
                statement => Assert.True(statement.Conditions.Count > 0, $"{policy.Name}: {statement.Sid}")
            );
        }
    }

    [Fact]
    public async Task Every_statement_says_in_its_Sid_what_it_is_for()
    {
        foreach (var policy in Policies(await Stacks.SampleAsync()))
        {
            Assert.All(
                PolicyReader.Parse(policy.Json, policy.Name, policy.Kind).Statements,
                statement => Assert.Matches("^[A-Za-z0-9]{10,}$", statement.Sid)
            );
        }
    }

    [Fact]
    public async Task Topic_policies_let_EventBridge_publish_without_any_condition()
    {
        var stack = await Stacks.SampleAsync();
        var policies = stack.All("sns/topicPolicy");

        Assert.Equal(stack.All("sns/topic").Select(topic => topic.Arn).Order(), policies.Select(policy => policy.Text("arn")).Order());
        Assert.All(
            policies,
            policy =>
                Assert.Equal(
                    $$"""
                    {"Sid":"EventBridgePublishesAlerts","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                    "Action":"sns:Publish","Resource":"{{policy.Text("arn")}}"}
                    """.ReplaceLineEndings(""),
                    Assert
                        .Single(
                            policy.Statements("policy"),
                            statement => statement["Principal"]!["Service"]!.GetValue<string>() == "events.amazonaws.com"
                        )
                        .ToJsonString(JsonText.Options)
                )
        );
    }

    [Fact]
    public async Task Only_the_critical_topic_takes_alarms_and_only_those_of_this_stack()
    {
        var stack = await Stacks.SampleAsync();

        var (policy, statements) = Assert.Single(
            stack
                .All("sns/topicPolicy")
                .Select(policy =>
                    (
                        policy,
                        statements: policy
                            .Statements("policy")
                            .Where(statement => statement["Principal"]!["Service"]!.GetValue<string>() != "events.amazonaws.com")
                            .ToList()
                    )
                ),
            one => one.statements.Count > 0
        );

        Assert.Equal("bedrock-defense-critical", policy.Name);
        Assert.Equal(
            """
            {"StringEquals":{"aws:SourceAccount":["999999999999"]},
            "ArnLike":{"aws:SourceArn":["arn:aws:cloudwatch:eu-central-1:999999999999:alarm:bedrock-defense-*"]}}
            """.ReplaceLineEndings(""),
            Assert.Single(statements)["Condition"]!.ToJsonString(JsonText.Options)
        );
    }

    [Fact]
    public async Task The_alerts_key_lets_EventBridge_encrypt_without_naming_a_source()
    {
        var key = (await Stacks.SampleAsync()).Find("kms/key bedrock-defense-alerts");

        var statement = Assert.Single(
            key.Statements("policy"),
            statement => statement["Principal"]!["Service"]?.GetValue<string>() == "events.amazonaws.com"
        );

        Assert.Equal("""["kms:Decrypt","kms:GenerateDataKey*"]""", statement["Action"]!.ToJsonString());
        Assert.False(statement.ContainsKey("Condition"));
    }

    [Theory]
    [InlineData("bedrock-defense-trail")]
    [InlineData("bedrock-defense-alerts")]
    public async Task Keys_rotate_and_die_slowly(string name)
    {
        var key = (await Stacks.SampleAsync()).Find($"kms/key {name}");

        Assert.True(key.Inputs["enableKeyRotation"]!.GetValue<bool>());
        Assert.Equal(30, key.Inputs["deletionWindowInDays"]!.GetValue<double>());
    }

    private static IEnumerable<(string Name, string Json, PolicyKind Kind)> Policies(StackDeclaration stack)
    {
        foreach (var resource in stack.Resources)
        {
            foreach (
                var (input, kind) in new[]
                {
                    ("policy", resource.Type == "aws:iam/rolePolicy:RolePolicy" ? PolicyKind.Identity : PolicyKind.Resource),
                    ("assumeRolePolicy", PolicyKind.Resource),
                    ("content", PolicyKind.ServiceControl),
                }
            )
            {
                if (resource.Text(input) is { } json)
                {
                    yield return (resource.Title(), json, kind);
                }
            }
        }

        var role = JsonNode.Parse(stack.Find("cloudformation/stackSet bedrock-defense-forwarder").Text("templateBody")!)!["Resources"]![
            "ForwarderRole"
        ]!["Properties"]!;
        yield return ("the template's role", role["Policies"]![0]!["PolicyDocument"]!.ToJsonString(), PolicyKind.Identity);
    }
}
