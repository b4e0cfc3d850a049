using BedrockDefense.Infra.Alerting;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using Pulumi;
using Pulumi.Aws.CloudWatch.Inputs;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Watching;

/// <summary>
/// Alarms on the way from the central bus to those who are told. They go straight to the critical topic rather than over
/// the bus they watch; when that topic itself fails, its alarm shows in CloudWatch only. Repeated attempts are told one by
/// one, since whoever decides that two are the same has a memory that can be filled; that they are many is told besides.
/// </summary>
internal sealed class PathAlarms : ComponentResource
{
    private const int MinuteInSeconds = 60;
    private const int FiveMinutesInSeconds = 300;
    private const int HourInSeconds = 3_600;
    private const int DayInSeconds = 86_400;

    // More calls than anybody makes by hand: a loop, or a deployment.
    private const int Flood = 30;

    private readonly AlertChannel _told;

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
        _told = channels.Critical;
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
        // Each rule has a metric of its own, so they are asked for by their bus (Amazon EventBridge User Guide,
        // "Monitoring Amazon EventBridge"; Amazon CloudWatch User Guide, "Metrics Insights query components and syntax").
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
        foreach (var channel in channels.All)
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

        foreach (var channel in channels.All.Where(channel => channel.Topic.Form.IsReadByPeople))
        {
            Alarm(
                $"{channel.Name}-flooded",
                $"The topic {channel.Name} is told of {Flood} calls in five minutes: perhaps one that is repeated to bury "
                    + "another. None is held back; read the findings, which machines can group.",
                new()
                {
                    Namespace = "AWS/SNS",
                    MetricName = "NumberOfMessagesPublished",
                    Dimensions = { ["TopicName"] = channel.TopicName },
                    Statistic = "Sum",
                    Period = FiveMinutesInSeconds,
                    Threshold = Flood,
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
                // A new alarm has no data, and tells nobody that it has none: only when data that was there ends is it told.
                TreatMissingData = "missing",
                InsufficientDataActions = [_told.Arn],
            },
            canary.Schedule
        );
        foreach (var (region, rule) in heartbeats?.Rules ?? [])
        {
            Heard(
                $"silent-{region.Code}",
                $"Fewer accounts than usual are heard of from {region.Code}: what happens there may go unseen. If accounts "
                    + "have left, run pulumi up, which counts them again.",
                heartbeats!.Pace.Seconds,
                heartbeats.Pace.LeastInInterval,
                bus,
                rule
            );
            Heard(
                $"silent-one-{region.Code}",
                $"An account is not heard of from {region.Code}: what happens there may go unseen. If accounts have left, "
                    + "run pulumi up, which counts them again.",
                DayInSeconds,
                heartbeats.Pace.LeastInDay,
                bus,
                rule
            );
        }

        RegisterOutputs();
    }

    // The first interval may have begun before the counting did, so that two must be too few. A rule's dimensions: Amazon
    // EventBridge User Guide, "Monitoring Amazon EventBridge".
    private void Heard(string name, string description, int period, double least, CentralBus bus, CloudWatch.EventRule rule) =>
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
                InsufficientDataActions = [_told.Arn],
            },
            rule
        );

    // One bad minute is worth a message; silence is good news unless the alarm is about silence. That all is well again is told by
    // none: each alarm would begin with it, since a new one has no data at first and then good news.
    private void Alarm(string name, string description, CloudWatch.MetricAlarmArgs args, params Resource[] after)
    {
        args.Name = $"{Names.Product}-{name}";
        args.AlarmDescription = description;
        args.EvaluationPeriods ??= 1;
        args.Threshold ??= 1;
        args.ComparisonOperator ??= "GreaterThanOrEqualToThreshold";
        args.TreatMissingData ??= "notBreaching";
        args.AlarmActions = [_told.Arn];
        _ = new CloudWatch.MetricAlarm(name, args, new() { Parent = this, DependsOn = [_told.Policy, .. after] });
    }
}
