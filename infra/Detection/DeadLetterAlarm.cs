using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// An alarm on a dead-letter queue of the management account in one Region. An alarm can notify only topics of its own Region (Amazon
/// CloudWatch API Reference, "PutMetricAlarm", AlarmActions), so this one notifies none. Its change of state is an event, and the
/// forwarders bring that event to the central bus.
/// </summary>
internal static class DeadLetterAlarm
{
    /// <summary>Declares the alarm.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="alarmName">The alarm's name. The notice of the alarm looks for this name.</param>
    /// <param name="region">The Region.</param>
    /// <param name="deadLetters">The queue.</param>
    /// <param name="parent">The component that the alarm belongs to.</param>
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
