using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Checks;

/// <summary>Checks the inputs that name another resource by its ARN. The stack must declare that resource.</summary>
internal static class ReferenceCheck
{
    // The inputs that name one other resource by its ARN.
    private static readonly (string Type, string[] Path)[] Places =
    [
        ("aws:cloudwatch/eventTarget:EventTarget", ["arn"]),
        ("aws:cloudwatch/eventTarget:EventTarget", ["deadLetterConfig", "arn"]),
        ("aws:cloudwatch/eventTarget:EventTarget", ["roleArn"]),
        ("aws:sfn/stateMachine:StateMachine", ["roleArn"]),
        ("aws:scheduler/schedule:Schedule", ["target", "roleArn"]),
        ("aws:scheduler/schedule:Schedule", ["target", "deadLetterConfig", "arn"]),
        ("aws:sns/topicSubscription:TopicSubscription", ["topic"]),
        ("aws:sns/topicPolicy:TopicPolicy", ["arn"]),
        ("aws:sns/topic:Topic", ["kmsMasterKeyId"]),
        ("aws:sqs/queue:Queue", ["kmsMasterKeyId"]),
        ("aws:cloudtrail/trail:Trail", ["kmsKeyId"]),
    ];

    /// <summary>Finds the ARNs that refer to no resource.</summary>
    public static IEnumerable<CheckFinding> Of(StackDeclaration stack)
    {
        var arns = stack.Resources.Select(resource => resource.Arn).OfType<string>().ToHashSet();
        foreach (var (type, path) in Places)
        {
            foreach (var resource in stack.OfType(type))
            {
                var named = path.Aggregate((JsonNode?)resource.Inputs, (node, part) => node?[part])?.GetValue<string>();
                if (named is not null && named.StartsWith("arn:", StringComparison.Ordinal) && !arns.Contains(named))
                {
                    yield return new CheckFinding(
                        "references",
                        $"{resource.Type} {resource.Name}",
                        $"{string.Join('/', path)} is {named}, which nothing in the stack has"
                    );
                }
            }
        }
    }
}
