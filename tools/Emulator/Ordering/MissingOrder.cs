using System.Globalization;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Ordering;

/// <summary>
/// Finds resources that need a permission, but do not depend on the resource that grants it. The emulator enforces no permission, so only
/// the order shows the fault. AWS would refuse such resources, or lose the first events.
/// </summary>
internal static class MissingOrder
{
    private static readonly Need[] Needs =
    [
        new("aws:cloudtrail/trail:Trail", "s3BucketName", "aws:s3/bucketPolicy:BucketPolicy", "bucket"),
        new("aws:cloudwatch/eventTarget:EventTarget", "arn", "aws:sns/topicPolicy:TopicPolicy", "arn"),
        new("aws:cloudwatch/eventTarget:EventTarget", "deadLetterConfig/arn", "aws:sqs/queuePolicy:QueuePolicy", "queueUrl"),
        new("aws:cloudwatch/eventTarget:EventTarget", "arn", "aws:cloudwatch/eventBusPolicy:EventBusPolicy", "eventBusName"),
        new("aws:cloudwatch/eventTarget:EventTarget", "roleArn", "aws:iam/rolePolicy:RolePolicy", "role"),
        new("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions/0", "aws:sns/topicPolicy:TopicPolicy", "arn"),
        new("aws:sfn/stateMachine:StateMachine", "roleArn", "aws:iam/rolePolicy:RolePolicy", "role"),
        new("aws:scheduler/schedule:Schedule", "target/roleArn", "aws:iam/rolePolicy:RolePolicy", "role"),
        new("aws:sns/topicSubscription:TopicSubscription", "endpoint", "aws:sqs/queuePolicy:QueuePolicy", "queueUrl"),
        new("aws:cloudformation/stackSet:StackSet", "templateBody", "aws:cloudwatch/eventBusPolicy:EventBusPolicy", "eventBusName"),
        new(
            "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
            "bucket",
            "aws:s3/bucketVersioning:BucketVersioning",
            "bucket"
        ),
    ];

    /// <summary>Finds the missing dependencies, a sentence each.</summary>
    public static IReadOnlyList<string> Of(StackDeclaration stack)
    {
        var graph = new DependencyGraph(stack);
        return
        [
            .. from need in Needs
            from user in stack.OfType(need.User)
            from grant in stack.OfType(need.Grant)
            where Uses(stack, user, need, grant) && !graph.AllDependenciesOf(user.Key).Contains(grant.Key)
            select $"{user.Type} {user.Name} does not wait for {grant.Type} {grant.Name}",
        ];
    }

    // The grant names its subject by id or ARN. The user names the same subject by ARN, in an input or in a document.
    private static bool Uses(StackDeclaration stack, DeclaredResource user, Need need, DeclaredResource grant)
    {
        var subjectName = grant.Text(need.Subject)!;
        return ValueAt(user, need.Input) is { } used
            && stack.Resources.Any(subject =>
                (subject.Id == subjectName || subject.Arn == subjectName)
                && subject.Account(stack) == grant.Account(stack)
                && (
                    used == subject.Id
                    || (
                        subject.Arn is { } arn
                        && (
                            need.User.EndsWith(":StackSet", StringComparison.Ordinal)
                                ? used.Contains(arn, StringComparison.Ordinal)
                                : used == arn
                        )
                    )
                )
            );
    }

    private static string? ValueAt(DeclaredResource resource, string path)
    {
        JsonNode? node = resource.Inputs;
        foreach (var part in path.Split('/'))
        {
            node = node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)] : node?[part];
        }

        return node?.GetValue<string>();
    }

    /// <summary>A dependency that must exist: from a resource that uses something to the resource that allows it.</summary>
    /// <param name="User">The type of the resource that uses something.</param>
    /// <param name="Input">The input, as a path, that names what is used.</param>
    /// <param name="Grant">The type of the resource that allows it.</param>
    /// <param name="Subject">The input of that resource which names what is used.</param>
    private sealed record Need(string User, string Input, string Grant, string Subject);
}
