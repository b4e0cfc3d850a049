using Pulumi;
using Sns = Pulumi.Aws.Sns;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// What the messages of an audience are delivered to: a topic, a state machine, or a topic for which a state machine writes.
/// </summary>
/// <param name="Audience">Who is told.</param>
/// <param name="Topic">The topic with its policy; null for a destination that needs none.</param>
/// <param name="Delivery">The state machine; null where EventBridge publishes itself.</param>
internal sealed record AlertChannel(AlertAudience Audience, (Sns.Topic Topic, Sns.TopicPolicy Policy)? Topic, AlertMachine? Delivery)
{
    /// <summary>The last part of the name of the topic or the destination.</summary>
    public string Name => Audience.Name;

    /// <summary>The name of the topic in AWS. There must be one.</summary>
    public Output<string> TopicName => Topic!.Value.Topic.Name;

    /// <summary>The ARN of the topic. There must be one.</summary>
    public Output<string> TopicArn => Topic!.Value.Topic.Arn;

    /// <summary>What a rule's target names.</summary>
    public Output<string> TargetArn => Delivery?.Machine.Arn ?? TopicArn;

    /// <summary>The role with which EventBridge delivers; null for a topic, whose policy allows it.</summary>
    public Input<string>? RoleArn => Delivery is { } delivery ? (Input<string>)delivery.Start.Arn : null;

    /// <summary>What allows EventBridge to deliver: the topic's policy, or the policy of the role.</summary>
    public Resource Policy => Delivery?.Start.Permissions ?? (Resource)Topic!.Value.Policy;
}
