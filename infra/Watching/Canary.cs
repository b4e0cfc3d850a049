using System.Text.Json;
using BedrockDefense.Alerts;
using BedrockDefense.Infra.Alerting;
using BedrockDefense.Infra.Detection;
using Pulumi;
using Pulumi.Aws.Scheduler.Inputs;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Iam = Pulumi.Aws.Iam;
using Scheduler = Pulumi.Aws.Scheduler;
using Sns = Pulumi.Aws.Sns;
using Sqs = Pulumi.Aws.Sqs;

namespace BedrockDefense.Infra.Watching;

/// <summary>
/// An event that takes the way of a finding every quarter of an hour: from a schedule to the central bus, by a rule to the
/// findings topic, to a queue of its own whose count an alarm watches. No subscriber sees it: its severity is none that
/// their filters ask for.
/// </summary>
internal sealed class Canary : ComponentResource
{
    /// <summary>The <c>severity</c> of its finding.</summary>
    public const string Severity = "canary";

    private const string Name = $"{Names.Product}-canary";
    private const string Source = $"{Names.Product}.canary";
    private const string DetailType = "BedrockDefense Canary";

    // Nobody reads them; only their number counts. The shortest that SQS allows is a minute.
    private const int RetentionSeconds = 300;

    public Canary(TargetAccount account, CentralBus bus, AlertChannels channels, AlertRoutes routes)
        : base("bedrock-defense:watching:Canary", "canary", account.Component)
    {
        var queue = Receive(channels);
        QueueName = queue.Name;
        Route(bus, channels, routes);
        Send(account, bus);
        RegisterOutputs();
    }

    /// <summary>The queue it must arrive in.</summary>
    public Output<string> QueueName { get; }

    private Sqs.Queue Receive(AlertChannels channels)
    {
        var queue = new Sqs.Queue("canary", new()
        {
            Name = Name,
            MessageRetentionSeconds = RetentionSeconds,
            SqsManagedSseEnabled = true,
        }, new() { Parent = this });
        var policy = new Sqs.QueuePolicy("canary", new()
        {
            QueueUrl = queue.Url,
            Policy = Documents.Fill("access/canary-queue.json", ("queueArn", queue.Arn), ("topicArn", channels.Findings.Arn)),
        }, new() { Parent = this });
        _ = new Sns.TopicSubscription("canary", new()
        {
            Topic = channels.Findings.Arn,
            Protocol = "sqs",
            Endpoint = queue.Arn,
            RawMessageDelivery = true,
            FilterPolicy = JsonSerializer.Serialize(new { severity = (string[])[Severity] }),
            FilterPolicyScope = "MessageBody",
        }, new() { Parent = this, DependsOn = { policy } });
        return queue;
    }

    private void Route(CentralBus bus, AlertChannels channels, AlertRoutes routes)
    {
        var rule = new CloudWatch.EventRule("canary", new()
        {
            Name = Name,
            Description = "Passes the canary on as if it were a finding.",
            EventBusName = bus.Name,
            EventPattern = JsonSerializer.Serialize(new Dictionary<string, string[]> { ["source"] = [Source], ["detail-type"] = [DetailType] }),
        }, new() { Parent = this });
        var message = new AlertMessage(
            new Dictionary<string, string> { ["time"] = "$.time" }, $$"""{"schemaVersion":"1.0","severity":"{{Severity}}","time":<time>}""");
        AlertTarget.Declare("canary", "finding", rule, message, channels.Findings, bus, routes.DeadLetters, this);
    }

    private void Send(TargetAccount account, CentralBus bus)
    {
        // A role's trust can name a schedule's group, not the schedule (EventBridge Scheduler User Guide, "Confused deputy").
        var group = new Scheduler.ScheduleGroup("canary", new() { Name = Name }, new() { Parent = this });
        var role = new Iam.Role("canary", new()
        {
            Name = Name,
            Description = "Lets one schedule put the canary on the central bus, and nothing else.",
            AssumeRolePolicy = Documents.Fill(
                "access/canary-trust.json",
                ("accountId", account.Id),
                ("groupArn", group.Arn)),
        }, new() { Parent = this });
        var permissions = new Iam.RolePolicy("canary", new()
        {
            Name = "put-canary",
            Role = role.Name,
            Policy = Documents.Fill("access/canary-permissions.json", ("busArn", bus.Arn), ("source", Source)),
        }, new() { Parent = this });
        _ = new Scheduler.Schedule("canary", new()
        {
            Name = Name,
            GroupName = group.Name,
            Description = "Tries the way of the alerts.",
            ScheduleExpression = "rate(15 minutes)",
            FlexibleTimeWindow = new ScheduleFlexibleTimeWindowArgs { Mode = "OFF" },
            Target = new ScheduleTargetArgs
            {
                Arn = bus.Arn,
                RoleArn = role.Arn,
                EventbridgeParameters = new ScheduleTargetEventbridgeParametersArgs { Source = Source, DetailType = DetailType },
                Input = "{}",
            },
        }, new() { Parent = this, DependsOn = { permissions } });
    }
}
