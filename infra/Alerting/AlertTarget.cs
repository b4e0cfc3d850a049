using BedrockDefense.Alerts;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.CloudWatch.Inputs;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Alerting;

/// <summary>A target of a rule on the central bus: a message to a topic or a destination.</summary>
internal static class AlertTarget
{
    /// <summary>Declares the target.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="id">The target's id within its rule.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="message">The message that the event becomes.</param>
    /// <param name="channel">The topic or destination.</param>
    /// <param name="bus">The bus of the rule.</param>
    /// <param name="deadLetters">The queue of the events that cannot be delivered.</param>
    /// <param name="parent">The component that the target belongs to.</param>
    /// <param name="isSecret">Whether the message holds a secret.</param>
    public static void Declare(
        string name,
        string id,
        CloudWatch.EventRule rule,
        AlertMessage message,
        AlertChannel channel,
        CentralBus bus,
        DeadLetters deadLetters,
        Resource parent,
        bool isSecret = false
    ) =>
        _ = new CloudWatch.EventTarget(
            name,
            new()
            {
                EventBusName = bus.Name,
                Rule = rule.Name,
                TargetId = id,
                Arn = channel.TargetArn,
                RoleArn = channel.RoleArn,
                InputTransformer = new EventTargetInputTransformerArgs
                {
                    InputPaths = message.InputPaths.ToDictionary(),
                    InputTemplate = Secret.Input(message.InputTemplate, isSecret)!,
                },
                RetryPolicy = Delivery.Retry,
                DeadLetterConfig = deadLetters.Config,
            },
            new() { Parent = parent, DependsOn = { channel.Policy, deadLetters.Policy } }
        );
}
