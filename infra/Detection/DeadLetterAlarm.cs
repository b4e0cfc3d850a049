using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// An alarm on a queue of dead letters of the management account in one Region. An alarm can tell topics of its own Region
/// only (Amazon CloudWatch API Reference, "PutMetricAlarm", AlarmActions), so it tells none: its change of state is an event,
/// which the forwarders bring to the central bus.
/// </summary>
internal static class DeadLetterAlarm
{
    /// <summary>Declares it.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="alarmName">The alarm's name, as the notice of it has it.</param>
    /// <param name="region">The Region.</param>
    /// <param name="deadLetters">The queue.</param>
    /// <param name="parent">The component it belongs to.</param>
    public static void Declare(string name, string alarmName, string region, DeadLetters deadLetters, Resource parent) =>
        _ = new CloudWatch.MetricAlarm(
            name,
            new()
            {
                Name = alarmName,
                AlarmDescription = "An event could not be delivered; it waits in the dead-letter queue of this Region.",
                Region = region,
                Namespace = "AWS/SQS",
                MetricName = "ApproximateNumberOfMessagesVisible",
                Dimensions = { ["QueueName"] = deadLetters.QueueName },
                Statistic = "Maximum",
                Period = 60,
                EvaluationPeriods = 1,
                Threshold = 1,
                ComparisonOperator = "GreaterThanOrEqualToThreshold",
                TreatMissingData = "notBreaching",
            },
            new() { Parent = parent }
        );
}
