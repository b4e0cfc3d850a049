using BedrockDefense.Infra.Alerting;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using Pulumi;
using Pulumi.Aws.CloudWatch.Inputs;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Watching;

/// <summary>
/// Alarms on the way from the central bus to the subscribers. They go straight to the critical topic rather than over the bus that they
/// watch. When that topic itself fails, its alarm shows in CloudWatch only. People get a message for each repeated attempt, because a
/// memory of seen attempts could be filled on purpose. An alarm tells them in addition when there are many.
/// </summary>
internal sealed class PathAlarms : ComponentResource
{
    private const int MinuteInSeconds = 60;
    private const int FiveMinutesInSeconds = 300;
    private const int HourInSeconds = 3_600;
    private const int DayInSeconds = 86_400;

    // Nobody makes this many calls by hand: it is a loop, or a deployment.
    private const int FloodThreshold = 30;

    // Whoever stops an execution loses its message as well. The definitions set no timeout, so only another definition, or a year, ends one
    // so (AWS Step Functions Developer Guide, "Monitoring Step Functions metrics using Amazon CloudWatch" and "Step Functions service
    // quotas").
    private static readonly (string End, string Happened, string Metric)[] LostMessages =
    [
        ("failed", "failed", "ExecutionsFailed"),
        ("aborted", "was stopped", "ExecutionsAborted"),
        ("timed-out", "timed out", "ExecutionsTimedOut"),
    ];

    private readonly AlertChannel _criticalChannel;

    public PathAlarms(
        CentralBus bus,
        AlertChannels channels,
        AlertRoutes routes,
        Canary canary,
        Heartbeats? heartbeats,
        TargetAccount account
    )
        : base("bedrock-defense:watching:PathAlarms", "path-alarms", account.Component)
    {
        _criticalChannel = channels.Critical;
        Alarm(
            "dead-letters",
            "An event could not be delivered to an alert topic; it waits in the dead-letter queue.",
            new()
            {
                Namespace = "AWS/SQS",
                MetricName = "ApproximateNumberOfMessagesVisible",
                Dimensions = { ["QueueName"] = routes.DeadLetters.QueueName },
                Statistic = "Maximum",
                Period = MinuteInSeconds,
            }
        );
        // Each rule has its own metric, so the query selects them by their bus (Amazon EventBridge User Guide, "Monitoring Amazon
        // EventBridge"; Amazon CloudWatch User Guide, "Metrics Insights query components and syntax").
        Alarm(
            "failed-invocations",
            "A detection on the central bus failed to reach its topic.",
            new()
            {
                MetricQueries =
                {
                    new MetricAlarmMetricQueryArgs
                    {
                        Id = "failed",
                        Expression = bus.Name.Apply(name =>
                            "SELECT SUM(FailedInvocations) FROM SCHEMA(\"AWS/Events\", EventBusName, RuleName) WHERE "
                            + $"EventBusName = '{name}'"
                        ),
                        Period = MinuteInSeconds,
                        ReturnData = true,
                    },
                },
            }
        );
        foreach (var channel in channels.Topics)
        {
            Alarm(
                $"{channel.Name}-undelivered",
                $"SNS could not deliver a message of the topic {channel.Name} to a subscriber.",
                new()
                {
                    Namespace = "AWS/SNS",
                    MetricName = "NumberOfNotificationsFailed",
                    Dimensions = { ["TopicName"] = channel.TopicName },
                    Statistic = "Sum",
                    Period = MinuteInSeconds,
                }
            );
        }

        foreach (var channel in channels.DeliveredByMachine)
        {
            foreach (var (end, happened, metric) in LostMessages)
            {
                Alarm(
                    $"{channel.Name}-{end}",
                    $"A message was not delivered to {channel.Audience.Receiver}, because an execution {happened}. The execution keeps the "
                        + "message and its history, and can be redriven within 14 days.",
                    new()
                    {
                        Namespace = "AWS/States",
                        MetricName = metric,
                        Dimensions = { ["StateMachineArn"] = channel.TargetArn },
                        Statistic = "Sum",
                        Period = MinuteInSeconds,
                    }
                );
            }
        }

        foreach (var channel in channels.Topics.Where(channel => channel.Audience.Form.IsReadByPeople))
        {
            Alarm(
                $"{channel.Name}-flooded",
                $"The topic {channel.Name} is told of {FloodThreshold} calls in five minutes: perhaps one that is repeated to bury "
                    + "another. None is held back; read the findings, which machines can group.",
                new()
                {
                    Namespace = "AWS/SNS",
                    MetricName = "NumberOfMessagesPublished",
                    Dimensions = { ["TopicName"] = channel.TopicName },
                    Statistic = "Sum",
                    Period = FiveMinutesInSeconds,
                    Threshold = FloodThreshold,
                }
            );
        }

        Alarm(
            "canary-missing",
            "No canary came through in an hour: detections may be firing unheard.",
            new()
            {
                Namespace = "AWS/SQS",
                MetricName = "NumberOfMessagesSent",
                Dimensions = { ["QueueName"] = canary.QueueName },
                Statistic = "Sum",
                Period = HourInSeconds,
                ComparisonOperator = "LessThanThreshold",
                // With "missing", an alarm without data tells people when the data ends. A new alarm that never had data tells nobody.
                TreatMissingData = "missing",
                InsufficientDataActions = [_criticalChannel.TopicArn],
            },
            canary.Schedule
        );
        foreach (var (region, rule) in heartbeats?.Rules ?? [])
        {
            AlarmOnSilence(
                $"silent-{region.Code}",
                $"Fewer accounts than usual are heard of from {region.Code}: what happens there may go unseen. If accounts "
                    + "have left, run pulumi up, which counts them again.",
                heartbeats!.Pace.Seconds,
                heartbeats.Pace.MinimumPerInterval,
                bus,
                rule
            );
            AlarmOnSilence(
                $"silent-one-{region.Code}",
                $"An account is not heard of from {region.Code}: what happens there may go unseen. If accounts have left, "
                    + "run pulumi up, which counts them again.",
                DayInSeconds,
                heartbeats.Pace.MinimumPerDay,
                bus,
                rule
            );
        }

        RegisterOutputs();
    }

    // The first interval may have begun before the counting, so only two intervals in a row count. Dimensions of a rule's metric: Amazon
    // EventBridge User Guide, "Monitoring Amazon EventBridge".
    private void AlarmOnSilence(string name, string description, int period, double least, CentralBus bus, CloudWatch.EventRule rule) =>
        Alarm(
            name,
            description,
            new()
            {
                Namespace = "AWS/Events",
                MetricName = "Invocations",
                Dimensions = { ["EventBusName"] = bus.Name, ["RuleName"] = rule.Name },
                Statistic = "Sum",
                Period = period,
                EvaluationPeriods = 2,
                DatapointsToAlarm = 2,
                Threshold = least,
                ComparisonOperator = "LessThanThreshold",
                TreatMissingData = "missing",
                InsufficientDataActions = [_criticalChannel.TopicArn],
            },
            rule
        );

    // One bad minute is worth a message. Missing data is good news, unless the alarm is about silence. No alarm reports that all is well
    // again: a new alarm has no data at first and then good news, so each one would begin with such a message.
    private void Alarm(string name, string description, CloudWatch.MetricAlarmArgs args, params Resource[] after)
    {
        args.Name = $"{Names.Product}-{name}";
        args.AlarmDescription = description;
        args.EvaluationPeriods ??= 1;
        args.Threshold ??= 1;
        args.ComparisonOperator ??= "GreaterThanOrEqualToThreshold";
        args.TreatMissingData ??= "notBreaching";
        args.AlarmActions = [_criticalChannel.TopicArn];
        _ = new CloudWatch.MetricAlarm(name, args, new() { Parent = this, DependsOn = [_criticalChannel.Policy, .. after] });
    }
}
