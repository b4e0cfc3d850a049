namespace BedrockDefense.Scp.Documents;

/// <summary>A policy document that was read and found valid. It is immutable.</summary>
/// <param name="Name">The name that messages and verdicts use, such as a file name or a policy's name.</param>
/// <param name="Kind">What the policy is attached to.</param>
/// <param name="Statements">The statements, in order; at least one.</param>
public sealed record PolicyDocument(string Name, PolicyKind Kind, IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>
    /// AWS's own policy that allows everything. It is attached to every root, unit and account unless somebody detached it.
    /// </summary>
    public static PolicyDocument FullAwsAccess { get; } = new("FullAWSAccess", PolicyKind.ServiceControl, [PolicyStatement.AllowAll]);
}
