using System.Text.Json;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Alerting;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Sns = Pulumi.Aws.Sns;
using Sqs = Pulumi.Aws.Sqs;

namespace BedrockDefense.Infra.Watching;

/// <summary>
/// A test event that takes the way of a finding every quarter of an hour. A schedule puts it on the central bus, a rule sends it to the
/// findings topic, and the topic delivers it to the canary's own queue. An alarm watches the queue's count. Subscribers do not get the
/// event, because no filter asks for its severity.
/// </summary>
internal sealed class Canary : ComponentResource
{
    /// <summary>The <c>severity</c> of the canary's finding.</summary>
    public const string Severity = "canary";

    private const string Name = $"{Names.Product}-canary";
    private const string Source = $"{Names.Product}.canary";
    private const string DetailType = "BedrockDefense Canary";

    // Nobody reads the messages; only their number counts. SQS allows no less than a minute.
    private const int RetentionSeconds = 300;

    public Canary(TargetAccount account, CentralBus bus, AlertChannels channels, AlertRoutes routes)
        : base("bedrock-defense:watching:Canary", "canary", account.Component)
    {
        var queue = Receive(channels);
        QueueName = queue.Name;
        Route(bus, channels, routes);
        Schedule = new BusSchedules("canary", Source, account, bus, this).Add(
            "canary",
            "Tries the way of the alerts.",
            "rate(15 minutes)",
            DetailType,
            "{}"
        );
        RegisterOutputs();
    }

    /// <summary>The queue that the event must arrive in.</summary>
    public Output<string> QueueName { get; }

    /// <summary>
    /// The schedule that sends the event, for the first time as soon as the schedule exists (EventBridge Scheduler User Guide, "Rate-based
    /// schedules").
    /// </summary>
    public Resource Schedule { get; }

    private Sqs.Queue Receive(AlertChannels channels)
    {
        var queue = new Sqs.Queue(
            "canary",
            new()
            {
                Name = Name,
                MessageRetentionSeconds = RetentionSeconds,
                SqsManagedSseEnabled = true,
            },
            new() { Parent = this }
        );
        var policy = new Sqs.QueuePolicy(
            "canary",
            new()
            {
                QueueUrl = queue.Url,
                Policy = Documents.Fill(
                    "access/canary-queue.json",
                    (Placeholder.QueueArn, queue.Arn),
                    (Placeholder.TopicArn, channels.Findings.TopicArn)
                ),
            },
            new() { Parent = this }
        );
        _ = new Sns.TopicSubscription(
            "canary",
            new()
            {
                Topic = channels.Findings.TopicArn,
                Protocol = "sqs",
                Endpoint = queue.Arn,
                RawMessageDelivery = true,
                FilterPolicy = JsonSerializer.Serialize(new { severity = (string[])[Severity] }),
                FilterPolicyScope = "MessageBody",
            },
            new() { Parent = this, DependsOn = { policy } }
        );
        return queue;
    }

    private void Route(CentralBus bus, AlertChannels channels, AlertRoutes routes)
    {
        var rule = new CloudWatch.EventRule(
            "canary",
            new()
            {
                Name = Name,
                Description = "Passes the canary on as if it were a finding.",
                EventBusName = bus.Name,
                EventPattern = JsonSerializer.Serialize(
                    new Dictionary<string, string[]> { ["source"] = [Source], ["detail-type"] = [DetailType] }
                ),
            },
            new() { Parent = this }
        );
        var message = new AlertMessage(
            new Dictionary<string, string> { ["time"] = "$.time" },
            $$"""{"schemaVersion":"1.0","severity":"{{Severity}}","time":<time>}"""
        );
        AlertTarget.Declare("canary", AlertForm.Finding.Id, rule, message, channels.Findings, bus, routes.DeadLetters, this);
    }
}
