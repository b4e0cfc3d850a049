using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests endpoints that are in another account than the topics. Their owners subscribe them.</summary>
[Collection("console")]
public sealed class OwnerSubscriptionTests
{
    private const string Queue = "arn:aws:sqs:eu-central-1:444455556666:siem-findings";
    private const string Function = "arn:aws:lambda:us-east-1:555566667777:function:triage";
    private const string Stream = "arn:aws:firehose:eu-central-1:666677778888:deliverystream/findings";

    private static readonly Dictionary<string, string> OtherAccounts = new(Stacks.SeparateAccounts)
    {
        ["bedrock-defense:alerts"] = $$"""
            [
              {"protocol":"email","endpoint":"soc@example.com"},
              {"protocol":"sqs","endpoint":"{{Queue}}","severities":["critical"]},
              {"protocol":"lambda","endpoint":"{{Function}}"},
              {"protocol":"firehose","endpoint":"{{Stream}}","roleArn":"arn:aws:iam::666677778888:role/sns-to-firehose"},
              {"protocol":"sqs","endpoint":"arn:aws:sqs:eu-central-1:{{Stacks.SecurityAccount}}:own"}
            ]
            """,
    };

    private static string Findings => $"arn:aws:sns:eu-central-1:{Stacks.SecurityAccount}:bedrock-defense-findings";

    [Fact]
    public async Task Only_endpoints_of_the_topics_account_are_subscribed_by_the_stack()
    {
        var stack = await Stacks.RenderAsync(OtherAccounts);

        Assert.Equal(
            [
                $"arn:aws:sqs:eu-central-1:{Stacks.SecurityAccount}:bedrock-defense-canary",
                $"arn:aws:sqs:eu-central-1:{Stacks.SecurityAccount}:own",
            ],
            stack
                .All("sns/topicSubscription")
                .Select(one => one.Text("endpoint")!)
                .Where(endpoint => endpoint.StartsWith("arn:", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_findings_topic_lets_each_owner_subscribe_its_endpoint_and_nothing_else()
    {
        var stack = await Stacks.RenderAsync(OtherAccounts);
        var policy = stack.Find("sns/topicPolicy bedrock-defense-findings").Policy("policy", PolicyKind.Resource);

        Assert.True(MaySubscribe(policy, "444455556666", Queue, "sqs"));
        Assert.True(MaySubscribe(policy, "555566667777", Function, "lambda"));
        Assert.True(MaySubscribe(policy, "666677778888", Stream, "firehose"));
        Assert.False(MaySubscribe(policy, "555566667777", Queue, "sqs"));
        Assert.False(MaySubscribe(policy, "444455556666", Queue, "https"));
        Assert.False(MaySubscribe(policy, "444455556666", Queue + "x", "sqs"));
        Assert.All(
            stack.All("sns/topicPolicy").Where(one => one.Name != "bedrock-defense-findings"),
            one => Assert.DoesNotContain("sns:Subscribe", one.Text("policy")!, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Each_owner_is_told_the_whole_command()
    {
        var remarks = await Stacks.ToConfirmAsync(OtherAccounts);

        var queue = Assert.Single(remarks, remark => remark.Contains(Queue, StringComparison.Ordinal));
        Assert.StartsWith(
            $"sqs {Queue} receives nothing before account 444455556666, its owner, subscribes it: let the queue's policy "
                + $"allow sns.amazonaws.com sqs:SendMessage where aws:SourceArn is {Findings}",
            queue,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            $$$"""; then aws sns subscribe --region eu-central-1 --topic-arn {{{Findings}}} """
                + $$$"""--protocol sqs --notification-endpoint '{{{Queue}}}' --attributes """
                + $$$"""'{"FilterPolicyScope":"MessageBody","FilterPolicy":"{\"severity\":"""
                + $$$"""[\"critical\"]}","RawMessageDelivery":"true"}'""",
            queue,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"aws lambda add-permission --region us-east-1 --function-name '{Function}' --statement-id bedrock-defense "
                + $"--action lambda:InvokeFunction --principal sns.amazonaws.com --source-arn {Findings}; then",
            Assert.Single(remarks, remark => remark.Contains(Function, StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            """
            "SubscriptionRoleArn":"arn:aws:iam::666677778888:role/sns-to-firehose"}'
            """,
            Assert.Single(remarks, remark => remark.Contains(Stream, StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_alert_says_that_nothing_arrives_before_the_owner_subscribes()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "Pulumi.elsewhere.yaml");
        await File.WriteAllTextAsync(file, $"config: {JsonSerializer.Serialize(OtherAccounts)}", TestContext.Current.CancellationToken);

        var run = await CommandLineRun.Of("rehearse", "--scenario", "advisory-chain", "--config", file, "--format", "json");

        var recipients = JsonNode.Parse(run.Output)!.AsArray().SelectMany(Recipients).ToList();
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.All(
            recipients.Where(one => one["endpoint"]!.GetValue<string>() is Queue or Function or Stream),
            one => Assert.True(one["awaitsOwner"]!.GetValue<bool>())
        );
        Assert.Contains(recipients, one => one["endpoint"]!.GetValue<string>() == Queue);
        Assert.All(recipients.Where(one => one["protocol"]!.GetValue<string>() == "email"), one => Assert.Null(one["awaitsOwner"]));
    }

    [Fact]
    public void Without_such_an_endpoint_only_administrators_subscribe()
    {
        Assert.Contains("protect-alert-subscriptions", GuardrailSelection.Of(CheckedSettings.Parse(OtherAccounts)).Select(one => one.Id));
        Assert.DoesNotContain(
            "protect-alert-subscriptions",
            GuardrailSelection.Of(CheckedSettings.Parse(Stacks.Sample)).Select(one => one.Id)
        );
        Assert.Equal(
            ["sns:Publish", "sns:Subscribe", "sns:Unsubscribe"],
            GuardrailValues.Of(CheckedSettings.Parse(Stacks.Sample)).ByName["topicActions"]
        );
    }

    private static IEnumerable<JsonNode> Recipients(JsonNode? report) =>
        from step in report!["steps"]!.AsArray()
        from call in step!["calls"]!.AsArray()
        from message in call!["messages"]!.AsArray()
        from recipient in message!["recipients"]!.AsArray()
        select recipient;

    private static bool MaySubscribe(PolicyDocument policy, string account, string endpoint, string protocol) =>
        ResourcePolicyEvaluator
            .Evaluate(
                policy,
                RequestContext.Create(
                    $"arn:aws:iam::{account}:role/SiemOperator",
                    "sns:Subscribe",
                    Findings,
                    new Dictionary<string, IReadOnlyList<string>> { ["sns:Endpoint"] = [endpoint], ["sns:Protocol"] = [protocol] }
                )
            )
            .IsAllowed;
}
