namespace BedrockDefense.Stack.Checking.Plans;

/// <summary>A resource that a plan changes.</summary>
/// <param name="Address">Terraform's address or Pulumi's URN.</param>
/// <param name="Type">The type, as the plan spells it: <c>aws_iam_role</c> or <c>aws:iam/role:Role</c>.</param>
/// <param name="Action">What happens to it.</param>
/// <param name="Before">The values that it has.</param>
/// <param name="After">The values that it gets.</param>
/// <param name="Region">The Region of its provider; null where the plan does not say.</param>
public sealed record PlannedResource(
    string Address,
    string Type,
    PlannedAction Action,
    PlannedValues Before,
    PlannedValues After,
    string? Region
)
{
    /// <summary>
    /// The names of the properties that change, as Terraform spells them. A value that somebody wrote may be unknown; what AWS computes is
    /// unknown after most changes and is asked for by nobody.
    /// </summary>
    public IReadOnlySet<string> Changed { get; init; } = new HashSet<string>();

    /// <summary>Whether the resource is AWS's, of any provider.</summary>
    public bool IsOfAws =>
        Type.StartsWith("aws_", StringComparison.Ordinal)
        || Type.StartsWith("awscc_", StringComparison.Ordinal)
        || Type.StartsWith("aws:", StringComparison.Ordinal)
        || Type.StartsWith("aws-native:", StringComparison.Ordinal);
}
