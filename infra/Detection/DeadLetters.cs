using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using Pulumi;
using Pulumi.Aws.CloudWatch.Inputs;
using Sqs = Pulumi.Aws.Sqs;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// One queue for the events that a bus's rules in one Region could not deliver. EventBridge writes rule, target and error into each
/// message's attributes, so a queue for each target would tell no more. One queue is also easier to watch.
/// </summary>
internal sealed class DeadLetters
{
    // 14 days is the longest time that a queue keeps a message (Amazon SQS API Reference, "SetQueueAttributes").
    private const int LongestRetentionSeconds = 1_209_600;

    /// <summary>Declares a queue for dead letters of the rules whose ARNs match the pattern.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="queueName">The queue's name, at most 80 characters.</param>
    /// <param name="rules">The pattern of the ARNs of the rules that may write to it.</param>
    /// <param name="keyId">The key that encrypts it; null for SQS's own.</param>
    /// <param name="region">The Region of queue, rules and targets; null for the home Region.</param>
    /// <param name="parent">The component that the queue belongs to.</param>
    public DeadLetters(string name, string queueName, Input<string> rules, Input<string>? keyId, string? region, Resource parent)
    {
        var queue = new Sqs.Queue(
            name,
            new()
            {
                Name = queueName,
                Region = OptionalInput.Of(region),
                MessageRetentionSeconds = LongestRetentionSeconds,
                KmsMasterKeyId = keyId,
                SqsManagedSseEnabled = keyId is null ? true : null,
            },
            new() { Parent = parent }
        );
        Policy = new Sqs.QueuePolicy(
            name,
            new()
            {
                Region = OptionalInput.Of(region),
                QueueUrl = queue.Url,
                Policy = Documents.Fill("access/dead-letter-queue.json", (Placeholder.QueueArn, queue.Arn), (Placeholder.RuleArns, rules)),
            },
            new() { Parent = parent }
        );
        QueueName = queue.Name;
        QueueArn = queue.Arn;
        Config = new EventTargetDeadLetterConfigArgs { Arn = queue.Arn };
    }

    /// <summary>The queue's name.</summary>
    public Output<string> QueueName { get; }

    /// <summary>The queue's ARN.</summary>
    public Output<string> QueueArn { get; }

    /// <summary>The queue, as a target names it.</summary>
    public EventTargetDeadLetterConfigArgs Config { get; }

    /// <summary>The policy, which must exist before a target. Without it the queue stays empty.</summary>
    public Resource Policy { get; }
}
