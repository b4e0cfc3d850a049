using BedrockDefense.Alerts;
using BedrockDefense.Infra.Detection;
using Pulumi;
using Pulumi.Aws.CloudWatch.Inputs;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Alerting;

/// <summary>Routes every detection to two topics: its text to the topic of its severity, its finding to the findings topic.</summary>
internal sealed class AlertRoutes : ComponentResource
{
    public AlertRoutes(Detections detections, AlertChannels channels, CentralBus bus)
        : base("bedrock-defense:alerting:AlertRoutes", "alert-routes")
    {
        foreach (var deployed in detections.All)
        {
            var detection = deployed.Detection;
            Route(deployed, "text", AlertMessage.Text(detection), channels.BySeverity[detection.Level], channels, bus);
            Route(deployed, "finding", AlertMessage.Finding(detection), channels.Findings, channels, bus);
        }

        RegisterOutputs();
    }

    private void Route(
        DeployedDetection deployed, string form, AlertMessage message, AlertChannel channel, AlertChannels channels, CentralBus bus)
    {
        var name = $"{deployed.Detection.Id}-{form}";
        var deadLetters = Delivery.DeadLetters(name, $"{Names.Product}-{name}", deployed.Rule, channels.KeyId, region: null, this);
        _ = new CloudWatch.EventTarget(name, new()
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
            DeadLetterConfig = deadLetters.Config,
        }, new() { Parent = this, DependsOn = { channel.Policy, deadLetters.Policy } });
    }
}
