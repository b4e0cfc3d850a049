using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests which endpoints are subscribed to which topics.</summary>
[Collection("console")]
public sealed class SubscriptionTests
{
    [Fact]
    public async Task People_get_the_topics_of_their_severities_and_machines_the_findings_filtered()
    {
        var subscriptions = Subscribers(await Stacks.SampleAsync());

        Assert.Equal(
            [
                "critical email ",
                "critical sms ",
                """findings firehose {"severity":["critical","high","medium","low","informational"]}""",
                """findings https {"severity":["high","medium"]}""",
                """findings sqs {"severity":["critical","high","medium","low","informational"]}""",
                "high email ",
            ],
            subscriptions
                .Select(one => $"{one.Text("topic")!.Split('-')[^1]} {one.Text("protocol")} {one.Text("filterPolicy")}")
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            subscriptions,
            one => Assert.Equal(one.Text("filterPolicy") is null ? null : "MessageBody", one.Text("filterPolicyScope"))
        );
    }

    [Fact]
    public async Task Queues_and_streams_get_the_finding_itself()
    {
        var subscriptions = Subscribers(await Stacks.SampleAsync());

        Assert.Equal(
            ["firehose", "sqs"],
            subscriptions
                .Where(one => one.Inputs["rawMessageDelivery"]?.GetValue<bool>() ?? false)
                .Select(one => one.Text("protocol"))
                .Order()
        );
        Assert.Equal(
            "arn:aws:iam::999999999999:role/sns-to-firehose",
            Assert.Single(subscriptions, one => one.Text("subscriptionRoleArn") is not null).Text("subscriptionRoleArn")
        );
    }

    [Fact]
    public async Task Without_alerts_there_are_topics_but_no_subscription()
    {
        var stack = await Stacks.WithAsync(("alerts", ""));

        Assert.Empty(Subscribers(stack));
        Assert.Equal(
            ["critical", "findings", "high", "informational", "low", "medium"],
            stack.All("sns/topic").Select(topic => topic.Name.Split('-')[^1]).Order()
        );
    }

    [Fact]
    public async Task People_may_ask_for_restores_that_failed_and_nothing_else()
    {
        var stack = await Stacks.WithAsync(
            ("alerts", """[{"protocol":"email","endpoint":"restores@example.com","detections":["restore-failed"]}]""")
        );
        var topic = Assert.Single(Subscribers(stack)).Text("topic");

        Assert.Equal(
            "restore-failed",
            Assert.Single(stack.All("cloudwatch/eventTarget"), target => target.Text("arn") == topic).Text("rule")
        );
    }

    [Fact]
    public async Task Every_topic_is_encrypted_with_the_alerts_key()
    {
        var stack = await Stacks.SampleAsync();

        Assert.All(
            stack.All("sns/topic"),
            topic => Assert.Equal(stack.Find("kms/key bedrock-defense-alerts").Arn, topic.Text("kmsMasterKeyId"))
        );
    }

    // These are all subscriptions except the stack's own.
    private static List<DeclaredResource> Subscribers(StackDeclaration stack) =>
        [.. stack.All("sns/topicSubscription").Where(subscription => subscription.Name != "canary")];
}
