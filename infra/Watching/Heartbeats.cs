using System.Collections.Immutable;
using System.Text.Json;
using BedrockDefense.Aws;
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
/// What is heard of each account and governed Region although nothing happens there: its schedule starts its restorer, and
/// that the execution ended well takes the way of every event, from the default bus there over the forwarder to the central
/// bus. A rule for each Region counts them; an alarm for each account would cost more than the rest of the stack.
/// </summary>
internal sealed class Heartbeats : ComponentResource
{
    // Nobody reads them; only their number counts. The shortest that SQS allows is a minute.
    private const int RetentionSeconds = 60;

    /// <summary>Declares them.</summary>
    /// <param name="pace">How often each place is heard of.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="bus">The bus they arrive on.</param>
    /// <param name="routes">What keeps those that cannot be counted.</param>
    /// <param name="account">The account of the bus.</param>
    /// <param name="after">What must stand before they are counted, so that a rollout of hours is no silence.</param>
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
                Policy = Documents.Fill("access/heartbeat-queue.json", ("queueArn", queue.Arn), ("rules", bus.RuleArns)),
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

    /// <summary>How often each place is heard of.</summary>
    public HeartbeatPace Pace { get; }

    /// <summary>The rules that count, by Region.</summary>
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
