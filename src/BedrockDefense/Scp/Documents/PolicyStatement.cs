namespace BedrockDefense.Scp.Documents;

/// <summary>
/// A statement of a policy. It has either <c>Action</c> or <c>NotAction</c>. It has either <c>Resource</c> or
/// <c>NotResource</c>, or in a resource policy neither.
/// </summary>
public sealed class PolicyStatement
{
    internal PolicyStatement(
        int index,
        string? sid,
        PolicyEffect effect,
        PolicyPrincipal? principal,
        (IReadOnlyList<ActionPattern> Patterns, bool IsNot) actions,
        (IReadOnlyList<ResourcePattern> Patterns, bool IsNot) resources,
        IReadOnlyList<PolicyCondition> conditions
    )
    {
        (Index, Sid, Effect, Principal, Conditions) = (index, sid, effect, principal, conditions);
        (ActionPatterns, IsNotAction) = actions;
        (ResourcePatterns, IsNotResource) = resources;
    }

    internal static PolicyStatement AllowAll { get; } =
        new(0, null, PolicyEffect.Allow, null, ([ActionPattern.Any], false), ([ResourcePattern.Any], false), []);

    /// <summary>The position in the policy, from 0.</summary>
    public int Index { get; }

    /// <summary>The statement's id; null when it has none.</summary>
    public string? Sid { get; }

    /// <summary>Whether the statement allows or denies.</summary>
    public PolicyEffect Effect { get; }

    /// <summary>The principals to which a resource policy's statement applies; null in other policies.</summary>
    public PolicyPrincipal? Principal { get; }

    /// <summary>The entries of <c>Action</c>; empty when the statement has <c>NotAction</c>.</summary>
    public IReadOnlyList<string> Actions => IsNotAction ? [] : [.. ActionPatterns.Select(action => action.Source)];

    /// <summary>The entries of <c>NotAction</c>; empty when the statement has <c>Action</c>.</summary>
    public IReadOnlyList<string> NotActions => IsNotAction ? [.. ActionPatterns.Select(action => action.Source)] : [];

    /// <summary>The entries of <c>Resource</c>; empty when the statement has <c>NotResource</c>, or neither.</summary>
    public IReadOnlyList<string> Resources => IsNotResource ? [] : [.. ResourcePatterns.Select(resource => resource.Source)];

    /// <summary>The entries of <c>NotResource</c>; empty when the statement has <c>Resource</c>.</summary>
    public IReadOnlyList<string> NotResources => IsNotResource ? [.. ResourcePatterns.Select(resource => resource.Source)] : [];

    /// <summary>The conditions, all of which must hold.</summary>
    public IReadOnlyList<PolicyCondition> Conditions { get; }

    internal IReadOnlyList<ActionPattern> ActionPatterns { get; }

    internal bool IsNotAction { get; }

    internal IReadOnlyList<ResourcePattern> ResourcePatterns { get; }

    internal bool IsNotResource { get; }
}
