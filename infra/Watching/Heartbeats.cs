using System.Collections.Immutable;
using System.Text.Json;
using BedrockDefense.Aws;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Alerting;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Sqs = Pulumi.Aws.Sqs;

namespace BedrockDefense.Infra.Watching;

/// <summary>
/// The heartbeats of each account and governed Region: signs that its events still arrive when nothing happens there. A schedule in each
/// place starts the restorer. The event of the successful execution takes the way of every event: from the default bus over the forwarder
/// to the central bus. One rule for each Region counts these events. An alarm for each account would cost more than the rest of the stack.
/// </summary>
internal sealed class Heartbeats : ComponentResource
{
    // Nobody reads the messages; only their number counts. SQS allows no less than a minute.
    private const int RetentionSeconds = 60;

    /// <summary>Declares the rules, and the queue that the heartbeats go to.</summary>
    /// <param name="pace">How often each place sends a heartbeat.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="bus">The bus that the heartbeats arrive on.</param>
    /// <param name="routes">The alert routes; their dead-letter queue keeps heartbeats that cannot be counted.</param>
    /// <param name="account">The account of the bus.</param>
    /// <param name="after">
    /// The resources that must exist before the counting starts, so that a rollout of hours does not look like silence.
    /// </param>
    public Heartbeats(
        HeartbeatPace pace,
        DefenseSettings settings,
        CentralBus bus,
        AlertRoutes routes,
        TargetAccount account,
        IEnumerable<Resource> after
    )
        : base("bedrock-defense:watching:Heartbeats", "heartbeats", account.Component)
    {
        Pace = pace;
        var queue = new Sqs.Queue(
            "heartbeats",
            new()
            {
                Name = $"{Names.Product}-heartbeats",
                MessageRetentionSeconds = RetentionSeconds,
                SqsManagedSseEnabled = true,
            },
            new() { Parent = this }
        );
        var policy = new Sqs.QueuePolicy(
            "heartbeats",
            new()
            {
                QueueUrl = queue.Url,
                Policy = Documents.Fill(
                    "access/heartbeat-queue.json",
                    (Placeholder.QueueArn, queue.Arn),
                    (Placeholder.RuleArns, bus.RuleArns)
                ),
            },
            new() { Parent = this }
        );
        Rules = [.. settings.Regions.Select(region => (region, Count(region)))];
        RegisterOutputs();

        CloudWatch.EventRule Count(AwsRegion region)
        {
            var name = $"{Names.Product}-heartbeat-{region.Code}";
            var rule = new CloudWatch.EventRule(
                name,
                new()
                {
                    Name = name,
                    Description = $"Counts the accounts that are heard of from {region.Code}.",
                    EventBusName = bus.Name,
                    EventPattern = Pattern(region),
                    State = "ENABLED",
                },
                new() { Parent = this, DependsOn = [.. after] }
            );
            _ = new CloudWatch.EventTarget(
                name,
                new()
                {
                    EventBusName = bus.Name,
                    Rule = rule.Name,
                    TargetId = "heartbeats",
                    Arn = queue.Arn,
                    RetryPolicy = Delivery.Retry,
                    DeadLetterConfig = routes.DeadLetters.Config,
                },
                new() { Parent = this, DependsOn = { policy, routes.DeadLetters.Policy } }
            );
            return rule;
        }
    }

    /// <summary>How often each place sends a heartbeat.</summary>
    public HeartbeatPace Pace { get; }

    /// <summary>The rules that count the heartbeats, by Region.</summary>
    public ImmutableArray<(AwsRegion Region, CloudWatch.EventRule Rule)> Rules { get; }

    private static string Pattern(AwsRegion region) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["source"] = (string[])["aws.states"],
                ["detail-type"] = (string[])["Step Functions Execution Status Change"],
                ["region"] = (string[])[region.Code],
                ["detail"] = new
                {
                    stateMachineArn = new[] { new { suffix = $":stateMachine:{Names.Restorer}" } },
                    status = (string[])["SUCCEEDED"],
                },
            }
        );
}
