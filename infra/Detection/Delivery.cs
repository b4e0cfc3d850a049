using Pulumi.Aws.CloudWatch.Inputs;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// How EventBridge delivers an event to a target. It tries again as long as possible, then the dead-letter queue keeps the event.
/// </summary>
internal static class Delivery
{
    /// <summary>
    /// Allows 24 hours and 185 attempts, the most that EventBridge accepts (Amazon EventBridge API Reference, "RetryPolicy").
    /// </summary>
    public static EventTargetRetryPolicyArgs Retry => new() { MaximumEventAgeInSeconds = 86_400, MaximumRetryAttempts = 185 };
}
