namespace BedrockDefense.Live.Comparing;

/// <summary>
/// The inputs that must be absent where they are not declared, each with the reason. The defaults that a service fills in change nothing;
/// these stop or divert a resource whose declared inputs all stand.
/// </summary>
public static class UndeclaredInputs
{
    private static readonly Dictionary<(string Type, string Input), string> Reasons = new()
    {
        [("aws:cloudwatch/eventRule:EventRule", "scheduleExpression")] = "a schedule starts the targets without an event",
        [("aws:cloudwatch/eventTarget:EventTarget", "input")] = "the target gets this in place of the event",
        [("aws:cloudwatch/eventTarget:EventTarget", "inputPath")] = "the target gets only a part of the event",
        [("aws:cloudwatch/eventTarget:EventTarget", "inputTransformer")] = "the target gets a text in place of the event",
        [("aws:cloudwatch/logGroup:LogGroup", "kmsKeyId")] = "nobody can write or read when somebody disables the key",
        [("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "applyOnTransformedLogs")] =
            "it sends what a transformer made of the records",
        [("aws:iam/role:Role", "path")] = "the role has another ARN than its users name",
        [("aws:iam/role:Role", "permissionsBoundary")] = "the boundary can take away every permission",
        [("aws:scheduler/schedule:Schedule", "endDate")] = "the schedule rests after it",
        [("aws:scheduler/schedule:Schedule", "kmsKeyArn")] = "the schedule stops when somebody disables the key",
        [("aws:scheduler/schedule:Schedule", "startDate")] = "the schedule rests before it",
        [("aws:sfn/stateMachine:StateMachine", "encryptionConfiguration")] = "executions fail when somebody disables the key",
    };

    /// <summary>All these inputs.</summary>
    public static IReadOnlyCollection<(string Type, string Input)> All => Reasons.Keys;

    /// <summary>Whether an input must be absent where it is not declared.</summary>
    public static bool Contains(string type, string input) => Reasons.ContainsKey((type, input));
}
