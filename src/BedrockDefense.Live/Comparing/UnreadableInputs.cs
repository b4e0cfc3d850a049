namespace BedrockDefense.Live.Comparing;

/// <summary>
/// The inputs that no service returns, since they are no properties of a resource, each with the reason. They are not compared.
/// </summary>
public static class UnreadableInputs
{
    private static readonly Dictionary<(string Type, string Input), string> Reasons = new()
    {
        [("aws:athena/workgroup:Workgroup", "forceDestroy")] = "it says what deleting takes along, and is no property of the workgroup",
        [("aws:cloudformation/stackSet:StackSet", "callAs")] = "it says who asks, and is no property of the set",
        [("aws:cloudformation/stackSet:StackSet", "capabilities")] = "it is given with a call, and is no property of the set",
        [("aws:cloudformation/stackSet:StackSet", "operationPreferences")] = "it is given with an operation, and is no property of the set",
        [("aws:cloudformation/stackInstances:StackInstances", "callAs")] = "it says who asks, and is no property of the instances",
        [("aws:cloudformation/stackInstances:StackInstances", "deploymentTargets")] =
            "the instances tell the accounts, which are compared with those of the targets",
        [("aws:cloudformation/stackInstances:StackInstances", "operationPreferences")] =
            "it is given with an operation, and is no property of the instances",
        [("aws:s3/bucket:Bucket", "forceDestroy")] = "it says what deleting takes along, and is no property of the bucket",
        [("aws:kms/key:Key", "deletionWindowInDays")] = "it is given with the deletion, and is no property of the key",
    };

    /// <summary>All these inputs.</summary>
    public static IReadOnlyCollection<(string Type, string Input)> All => Reasons.Keys;

    /// <summary>
    /// The setting <c>tags</c> on a resource. Only IAM and CloudFormation tell it with the rest; the others are asked for it by themselves.
    /// </summary>
    public const string Tags = "tags";

    /// <summary>
    /// Whether an input is not compared where its reader does not return it. The Region never is: a resource that is found in its Region
    /// has the right one.
    /// </summary>
    public static bool Contains(string type, string input) => input is "region" or Tags || Reasons.ContainsKey((type, input));
}
