using BedrockDefense.EventBridge;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests the alarms and events that watch the alert path itself.</summary>
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
            alarms
                .Where(alarm => alarm.Text("metricName") == "NumberOfNotificationsFailed")
                .Select(alarm => Dimension(alarm, "TopicName"))
                .Order()
        );
        Assert.Contains(
            alarms,
            alarm =>
                alarm.Text("metricName") == "ApproximateNumberOfMessagesVisible"
                && Dimension(alarm, "QueueName") == "bedrock-defense-dead-letters"
        );
        Assert.All(
            alarms.Where(alarm => alarm.Text("region") is null),
            alarm => Assert.Equal(critical, Assert.Single(alarm.Inputs["alarmActions"]!.AsArray())!.GetValue<string>())
        );
        Assert.All(
            alarms.Where(alarm => alarm.Text("region") is not null),
            alarm => Assert.False(alarm.Inputs.ContainsKey("alarmActions"))
        );
        Assert.All(alarms, alarm => Assert.StartsWith("bedrock-defense-", alarm.Text("name"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_flood_on_a_topic_of_people_is_told_and_holds_nothing_back()
    {
        var stack = await Stacks.SampleAsync();
        var floods = stack.All("cloudwatch/metricAlarm").Where(alarm => alarm.Text("metricName") == "NumberOfMessagesPublished").ToList();

        Assert.Equal(
            stack
                .All("sns/topic")
                .Select(topic => topic.Text("name")!)
                .Where(name => !name.EndsWith("-findings", StringComparison.Ordinal))
                .Order(),
            floods.Select(alarm => Dimension(alarm, "TopicName")).Order()
        );
        Assert.All(
            floods,
            alarm =>
                Assert.Equal(
                    ("Sum", 300, 30),
                    (alarm.Text("statistic"), alarm.Inputs["period"]!.GetValue<int>(), alarm.Inputs["threshold"]!.GetValue<double>())
                )
        );
    }

    [Fact]
    public async Task Silence_is_good_news_for_every_alarm_but_those_about_silence_which_tell_when_data_ends()
    {
        var alarms = (await Stacks.SampleAsync()).All("cloudwatch/metricAlarm");
        var silent = alarms.Where(alarm => alarm.Text("comparisonOperator") == "LessThanThreshold").ToList();

        Assert.Equal(
            ["canary-missing", "silent-eu-central-1", "silent-one-eu-central-1", "silent-one-us-east-1", "silent-us-east-1"],
            silent.Select(alarm => alarm.Name).Order(StringComparer.Ordinal)
        );
        Assert.All(
            silent,
            alarm =>
                Assert.Equal(
                    ("missing", alarm.Inputs["alarmActions"]!.ToJsonString()),
                    (alarm.Text("treatMissingData"), alarm.Inputs["insufficientDataActions"]!.ToJsonString())
                )
        );
        Assert.All(
            alarms.Except(silent),
            alarm =>
                Assert.Equal(
                    ("notBreaching", "GreaterThanOrEqualToThreshold"),
                    (alarm.Text("treatMissingData"), alarm.Text("comparisonOperator"))
                )
        );
    }

    [Fact]
    public async Task No_alarm_begins_with_a_message_that_all_is_well() =>
        Assert.All(
            (await Stacks.SampleAsync()).All("cloudwatch/metricAlarm"),
            alarm => Assert.False(alarm.Inputs.ContainsKey("okActions"))
        );

    [Fact]
    public async Task The_canary_s_alarm_is_made_when_the_first_canary_has_been_sent() =>
        Assert.Contains(
            "scheduler/schedule canary",
            (await Stacks.SampleAsync()).Find("cloudwatch/metricAlarm canary-missing").Options.DependsOn.Select(key => key.Title())
        );

    [Fact]
    public async Task Dead_letters_of_the_management_account_alarm_in_every_Region()
    {
        var stack = await Stacks.SampleAsync();
        var queues = stack
            .All("sqs/queue")
            .Where(queue => queue.Text("region") is not null)
            .Select(queue => (queue.Text("region"), queue.Text("name"), queue.Text("name")));

        Assert.Equal(
            queues.Order(),
            stack
                .All("cloudwatch/metricAlarm")
                .Where(alarm => alarm.Text("region") is not null)
                .Select(alarm => (alarm.Text("region"), alarm.Text("name"), (string?)Dimension(alarm, "QueueName")))
                .Order()
        );
    }

    // The organization has nine more accounts besides the sample's member and the management account.
    [Theory]
    [InlineData("rate(1 hour)", 3_600, (24 * 11) - 22)]
    [InlineData("rate(15 minutes)", 900, (96 * 11) - 94)]
    [InlineData("rate(12 hours)", 43_200, (2 * 11) - 1)]
    public async Task Each_Region_s_heartbeats_are_counted(string rate, int period, double leastInDay)
    {
        var stack = await Stacks.RenderAsync(
            Stacks.With(("restore", $$"""{"reconcile":"{{rate}}"}""")),
            isPreview: false,
            new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false, accounts: 9)
        );

        foreach (var region in (string[])["eu-central-1", "us-east-1"])
        {
            var (few, one) = (
                stack.Find($"cloudwatch/metricAlarm silent-{region}"),
                stack.Find($"cloudwatch/metricAlarm silent-one-{region}")
            );
            Assert.All(
                [few, one],
                alarm =>
                    Assert.Equal(
                        ("Invocations", "bedrock-defense", $"bedrock-defense-heartbeat-{region}", 2, 2),
                        (
                            alarm.Text("metricName"),
                            Dimension(alarm, "EventBusName"),
                            Dimension(alarm, "RuleName"),
                            alarm.Inputs["evaluationPeriods"]!.GetValue<int>(),
                            alarm.Inputs["datapointsToAlarm"]!.GetValue<int>()
                        )
                    )
            );
            Assert.Equal((period, 8.0), (few.Inputs["period"]!.GetValue<int>(), few.Inputs["threshold"]!.GetValue<double>()));
            Assert.Equal((86_400, leastInDay), (one.Inputs["period"]!.GetValue<int>(), one.Inputs["threshold"]!.GetValue<double>()));
        }
    }

    [Theory]
    [InlineData("restore", """{"mode":"off"}""", "restore.mode is off")]
    [InlineData("restore", """{"reconcile":"off"}""", "restore.reconcile is off")]
    [InlineData("restore", """{"reconcile":"rate(1 day)"}""", "restore.reconcile is rate(1 day)")]
    [InlineData("stackSets", """{"targets":["ou-exam-11111111"]}""", "stackSets.targets leaves accounts out")]
    public async Task Where_nothing_is_counted_the_stack_says_so(string setting, string value, string reason)
    {
        var stack = await Stacks.WithAsync((setting, value));

        Assert.DoesNotContain(
            stack.Resources,
            resource =>
                resource.Name.Contains("heartbeat", StringComparison.Ordinal)
                || resource.Name.StartsWith("silent", StringComparison.Ordinal)
        );
        Assert.StartsWith($"Nothing is heard of an account while nothing happens in it: {reason}", stack.Hearing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restorer_that_ended_well_is_counted_in_its_Region_and_tells_nobody()
    {
        var stack = await Stacks.SampleAsync();
        var ended = NoticeEvents.Restorer("us-east-1", "SUCCEEDED");

        var counting = stack
            .All("cloudwatch/eventRule")
            .Where(rule => EventPattern.Parse(rule.Text("eventPattern")!).Match(ended).IsMatch)
            .Select(rule => rule.Name)
            .ToList();

        Assert.Equal(
            ["bedrock-defense-forwarder-eu-central-1-7", "bedrock-defense-forwarder-us-east-1-7", "bedrock-defense-heartbeat-us-east-1"],
            counting.Order(StringComparer.Ordinal)
        );
        Assert.Empty(Assert.Single(Rehearser.Send(stack, ended)).Messages);
    }

    [Fact]
    public async Task Failures_of_the_detections_are_asked_for_by_their_bus() =>
        Assert.Equal(
            "SELECT SUM(FailedInvocations) FROM SCHEMA(\"AWS/Events\", EventBusName, RuleName) WHERE EventBusName = 'bedrock-defense'",
            (await Stacks.SampleAsync()).Find("cloudwatch/metricAlarm failed-invocations").Inputs["metricQueries"]![0]![
                "expression"
            ]!.GetValue<string>()
        );

    [Fact]
    public async Task No_subscriber_but_the_canary_s_queue_gets_the_canary()
    {
        var stack = await Stacks.SampleAsync();
        var findings = stack.Find("sns/topic bedrock-defense-findings").Arn;

        Assert.All(
            stack
                .All("sns/topicSubscription")
                .Where(subscription => subscription.Text("topic") == findings && subscription.Name != "canary"),
            subscription => Assert.DoesNotContain("canary", subscription.Text("filterPolicy"), StringComparison.Ordinal)
        );
        Assert.Equal("""{"severity":["canary"]}""", stack.Find("sns/topicSubscription canary").Text("filterPolicy"));
    }

    private static string Dimension(DeclaredResource alarm, string name) => alarm.Inputs["dimensions"]?[name]?.GetValue<string>() ?? "";
}
