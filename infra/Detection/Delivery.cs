using Pulumi;
using Pulumi.Aws.CloudWatch.Inputs;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Sqs = Pulumi.Aws.Sqs;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// How an event reaches a target: retried as long as EventBridge allows, then kept in a queue of its own, so that the
/// queue's name alone tells what was lost and its policy can name the one rule that may write to it.
/// </summary>
internal static class Delivery
{
    /// <summary>24 hours and 185 attempts, the most EventBridge allows (Amazon EventBridge API Reference, "RetryPolicy").</summary>
    public static EventTargetRetryPolicyArgs Retry => new() { MaximumEventAgeInSeconds = 86_400, MaximumRetryAttempts = 185 };

    /// <summary>14 days, the longest a queue keeps a message (Amazon SQS API Reference, "SetQueueAttributes").</summary>
    private const int LongestRetentionSeconds = 1_209_600;

    /// <summary>A dead-letter queue for one target of one rule.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="queueName">The queue's name, at most 80 characters.</param>
    /// <param name="rule">The rule that may write to it.</param>
    /// <param name="keyId">The key that encrypts it; null for SQS's own.</param>
    /// <param name="region">The Region of queue, rule and target; null for the home Region.</param>
    /// <param name="parent">The component they belong to.</param>
    public static DeadLetters DeadLetters(
        string name, string queueName, CloudWatch.EventRule rule, Input<string>? keyId, string? region, Resource parent)
    {
        var queue = new Sqs.Queue(name, new()
        {
            Name = queueName,
            Region = Optional.Input(region),
            MessageRetentionSeconds = LongestRetentionSeconds,
            KmsMasterKeyId = keyId,
            SqsManagedSseEnabled = keyId is null ? true : null,
        }, new() { Parent = parent });
        var policy = new Sqs.QueuePolicy(name, new()
        {
            Region = Optional.Input(region),
            QueueUrl = queue.Url,
            Policy = Documents.Fill("access/dead-letter-queue.json", ("queueArn", queue.Arn), ("ruleArn", rule.Arn)),
        }, new() { Parent = parent });
        return new DeadLetters(new EventTargetDeadLetterConfigArgs { Arn = queue.Arn }, policy);
    }
}

/// <summary>A dead-letter queue as a target names it, and the policy without which it stays empty.</summary>
internal sealed record DeadLetters(EventTargetDeadLetterConfigArgs Config, Resource Policy);
