using BedrockDefense.Infra.Tests.Rendering;
using BedrockDefense.Rehearsal;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>What watches the alert path itself.</summary>
[Collection("console")]
public sealed class WatchingTests
{
    [Fact]
    public async Task Every_topic_and_dead_letter_queue_of_the_home_Region_has_an_alarm_that_tells_the_critical_topic()
    {
        var stack = await Stacks.SampleAsync();
        var alarms = stack.All("cloudwatch/metricAlarm");
        var critical = stack.Find("sns/topic bedrock-defense-critical").Arn;

        Assert.Equal(
            stack.All("sns/topic").Select(topic => topic.Text("name")).Order(),
            alarms.Where(alarm => alarm.Text("metricName") == "NumberOfNotificationsFailed").Select(alarm => Dimension(alarm, "TopicName")).Order());
        Assert.Contains(alarms, alarm => alarm.Text("metricName") == "ApproximateNumberOfMessagesVisible" && Dimension(alarm, "QueueName") == "bedrock-defense-dead-letters");
        Assert.All(alarms, alarm => Assert.Equal(critical, Assert.Single(alarm.Inputs["alarmActions"]!.AsArray())!.GetValue<string>()));
        Assert.All(alarms, alarm => Assert.StartsWith("bedrock-defense-", alarm.Text("name"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_flood_on_a_topic_of_people_is_told_and_holds_nothing_back()
    {
        var stack = await Stacks.SampleAsync();
        var floods = stack.All("cloudwatch/metricAlarm").Where(alarm => alarm.Text("metricName") == "NumberOfMessagesPublished").ToList();

        Assert.Equal(
            stack.All("sns/topic").Select(topic => topic.Text("name")!).Where(name => !name.EndsWith("-findings", StringComparison.Ordinal)).Order(),
            floods.Select(alarm => Dimension(alarm, "TopicName")).Order());
        Assert.All(floods, alarm => Assert.Equal(("Sum", 300, 30), (alarm.Text("statistic"), alarm.Inputs["period"]!.GetValue<int>(), alarm.Inputs["threshold"]!.GetValue<double>())));
    }

    [Fact]
    public async Task Silence_is_good_news_for_every_alarm_but_the_canary_s()
    {
        var alarms = (await Stacks.SampleAsync()).All("cloudwatch/metricAlarm");

        Assert.Equal("canary-missing", Assert.Single(alarms, alarm => alarm.Text("treatMissingData") == "breaching").Name);
        Assert.All(
            alarms.Where(alarm => alarm.Name != "canary-missing"),
            alarm => Assert.Equal(("notBreaching", "GreaterThanOrEqualToThreshold"), (alarm.Text("treatMissingData"), alarm.Text("comparisonOperator"))));
    }

    [Fact]
    public async Task Failures_of_the_detections_are_asked_for_by_their_bus() =>
        Assert.Equal(
            "SELECT SUM(FailedInvocations) FROM SCHEMA(\"AWS/Events\", EventBusName, RuleName) WHERE EventBusName = 'bedrock-defense'",
            (await Stacks.SampleAsync()).Find("cloudwatch/metricAlarm failed-invocations").Inputs["metricQueries"]![0]!["expression"]!.GetValue<string>());

    [Fact]
    public async Task No_subscriber_but_the_canary_s_queue_gets_the_canary()
    {
        var stack = await Stacks.SampleAsync();
        var findings = stack.Find("sns/topic bedrock-defense-findings").Arn;

        Assert.All(
            stack.All("sns/topicSubscription").Where(subscription => subscription.Text("topic") == findings && subscription.Name != "canary"),
            subscription => Assert.DoesNotContain("canary", subscription.Text("filterPolicy"), StringComparison.Ordinal));
        Assert.Equal("""{"severity":["canary"]}""", stack.Find("sns/topicSubscription canary").Text("filterPolicy"));
    }

    private static string Dimension(DeclaredResource alarm, string name) => alarm.Inputs["dimensions"]?[name]?.GetValue<string>() ?? "";
}
