namespace BedrockDefense.Scp.Documents;

/// <summary>A policy document that was read and found valid; immutable.</summary>
/// <param name="Name">What messages and verdicts call it: a file name, a policy's name.</param>
/// <param name="Kind">What it is attached to.</param>
/// <param name="Statements">Its statements, in order; at least one.</param>
public sealed record PolicyDocument(string Name, PolicyKind Kind, IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>AWS's own policy that allows everything, attached to every root, unit and account unless somebody detached it.</summary>
    public static PolicyDocument FullAwsAccess { get; } = new("FullAWSAccess", PolicyKind.ServiceControl, [PolicyStatement.AllowAll]);
}
