using Pulumi.Aws.CloudWatch.Inputs;

namespace BedrockDefense.Infra.Detection;

/// <summary>How an event reaches a target: retried as long as EventBridge allows, then kept among the dead letters.</summary>
internal static class Delivery
{
    /// <summary>24 hours and 185 attempts, the most EventBridge allows (Amazon EventBridge API Reference, "RetryPolicy").</summary>
    public static EventTargetRetryPolicyArgs Retry => new() { MaximumEventAgeInSeconds = 86_400, MaximumRetryAttempts = 185 };
}
