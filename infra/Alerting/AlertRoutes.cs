using BedrockDefense.Alerts;
using BedrockDefense.Infra.Detection;
using Pulumi;
using Pulumi.Aws.CloudWatch.Inputs;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Alerting;

/// <summary>Routes every detection to two topics: its text to the topic of its severity, its finding to the findings topic.</summary>
internal sealed class AlertRoutes : ComponentResource
{
    public AlertRoutes(Detections detections, AlertChannels channels, CentralBus bus, TargetAccount account)
        : base("bedrock-defense:alerting:AlertRoutes", "alert-routes", account.Component)
    {
        DeadLetters = new DeadLetters("dead-letters", $"{Names.Product}-dead-letters", bus.RuleArns, channels.KeyId, region: null, this);
        foreach (var deployed in detections.All)
        {
            var detection = deployed.Detection;
            Route(deployed, "text", AlertMessage.Text(detection), channels.BySeverity[detection.Level], bus);
            Route(deployed, "finding", AlertMessage.Finding(detection), channels.Findings, bus);
        }

        RegisterOutputs();
    }

    /// <summary>What could not be delivered to a topic.</summary>
    public DeadLetters DeadLetters { get; }

    private void Route(DeployedDetection deployed, string form, AlertMessage message, AlertChannel channel, CentralBus bus) =>
        _ = new CloudWatch.EventTarget($"{deployed.Detection.Id}-{form}", new()
        {
            EventBusName = bus.Name,
            Rule = deployed.Rule.Name,
            TargetId = form,
            Arn = channel.Arn,
            InputTransformer = new EventTargetInputTransformerArgs
            {
                InputPaths = message.InputPaths.ToDictionary(),
                InputTemplate = message.InputTemplate,
            },
            RetryPolicy = Delivery.Retry,
            DeadLetterConfig = DeadLetters.Config,
        }, new() { Parent = this, DependsOn = { channel.Policy, DeadLetters.Policy } });
}
