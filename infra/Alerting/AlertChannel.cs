using Pulumi;

namespace BedrockDefense.Infra.Alerting;

/// <summary>A topic or a destination, and the policy that allows EventBridge to deliver to it.</summary>
/// <param name="Audience">Who is told.</param>
/// <param name="AwsName">The name of the topic or of the state machine.</param>
/// <param name="Arn">What a rule's target names.</param>
/// <param name="Policy">The topic's policy, or the policy of the role with which EventBridge delivers.</param>
/// <param name="RoleArn">The role with which EventBridge delivers; null for a topic, whose policy allows it.</param>
internal sealed record AlertChannel(
    AlertAudience Audience,
    Output<string> AwsName,
    Output<string> Arn,
    Resource Policy,
    Input<string>? RoleArn = null
)
{
    /// <summary>The last part of the name of the topic or the destination.</summary>
    public string Name => Audience.Name;

    /// <summary>Makes the channel of a destination that a state machine delivers to.</summary>
    public static AlertChannel Of(AlertAudience audience, AlertMachine delivery) =>
        new(audience, delivery.Machine.Name, delivery.Machine.Arn, delivery.Start.Permissions, delivery.Start.Arn);
}
