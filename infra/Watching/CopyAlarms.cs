using BedrockDefense.Infra.Alerting;
using BedrockDefense.Infra.Copying;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Watching;

/// <summary>
/// Alarms on the way of the copies from the stream to the bucket (Amazon Data Firehose Developer Guide, "Monitor Amazon Data Firehose with
/// CloudWatch metrics"). They are in the account of the stream and tell the critical topic, which may be in another account: an alarm
/// publishes there where the topic's policy lets it. Whether a member's log group sends at all, they do not see.
/// </summary>
internal sealed class CopyAlarms : ComponentResource
{
    private const int FiveMinutesInSeconds = 300;
    private const int HourInSeconds = 3_600;

    private readonly AlertChannel _criticalChannel;
    private readonly Output<string> _streamName;

    public CopyAlarms(CentralCopies copies, AlertChannels channels, TargetAccount account)
        : base("bedrock-defense:watching:CopyAlarms", "copy-alarms", account.Component)
    {
        (_criticalChannel, _streamName) = (channels.Critical, copies.StreamName);
        Alarm(
            "copies-undelivered",
            "Firehose could not write copies of invocations to their bucket. It tries again for 24 hours; the log group of the stream has "
                + "the reason.",
            "DeliveryToS3.Success",
            "Average",
            threshold: 1,
            "LessThanThreshold"
        );
        Alarm(
            "copies-late",
            "The oldest copy of an invocation has waited an hour for its bucket. After 24 hours Firehose gives it up.",
            "DeliveryToS3.DataFreshness",
            "Maximum",
            HourInSeconds,
            "GreaterThanOrEqualToThreshold"
        );
        Alarm(
            "copies-throttled",
            "The stream of the copies gets more than it may take. CloudWatch Logs tries again for 24 hours; ask AWS for a higher quota.",
            "ThrottledRecords",
            "Sum",
            threshold: 1,
            "GreaterThanOrEqualToThreshold"
        );
        RegisterOutputs();
    }

    // Where nobody invokes a model, nothing is delivered, so missing data is no fault.
    private void Alarm(string name, string description, string metric, string statistic, double threshold, string comparison) =>
        _ = new CloudWatch.MetricAlarm(
            name,
            new()
            {
                Name = $"{Names.Product}-{name}",
                AlarmDescription = description,
                Namespace = "AWS/Firehose",
                MetricName = metric,
                Dimensions = { ["DeliveryStreamName"] = _streamName },
                Statistic = statistic,
                Period = FiveMinutesInSeconds,
                EvaluationPeriods = 1,
                Threshold = threshold,
                ComparisonOperator = comparison,
                TreatMissingData = "notBreaching",
                AlarmActions = [_criticalChannel.TopicArn],
            },
            new() { Parent = this, DependsOn = { _criticalChannel.Policy } }
        );
}
