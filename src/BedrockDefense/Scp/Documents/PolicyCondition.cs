namespace BedrockDefense.Scp.Documents;

/// <summary>One key of a statement's <c>Condition</c>, under one operator. All conditions of a statement must hold.</summary>
public sealed class PolicyCondition
{
    internal PolicyCondition(
        string @operator,
        ConditionSet set,
        string baseOperator,
        bool ifExists,
        string key,
        IReadOnlyList<PolicyText> expected
    )
    {
        (Operator, Set, BaseOperator, HasIfExists) = (@operator, set, baseOperator, ifExists);
        (Key, ExpectedValues) = (key, expected);
    }

    /// <summary>The operator as written, such as <c>ForAnyValue:StringLikeIfExists</c>.</summary>
    public string Operator { get; }

    /// <summary>The operator without its set operator and <c>IfExists</c>, such as <c>StringLike</c>.</summary>
    public string BaseOperator { get; }

    /// <summary>The set operator before the colon.</summary>
    public ConditionSet Set { get; }

    /// <summary>Whether the operator ends in <c>IfExists</c>. An absent key then satisfies the condition.</summary>
    public bool HasIfExists { get; }

    /// <summary>The condition key as written; case does not matter.</summary>
    public string Key { get; }

    /// <summary>The policy's values as written.</summary>
    public IReadOnlyList<string> Values => [.. ExpectedValues.Select(value => value.Source)];

    internal IReadOnlyList<PolicyText> ExpectedValues { get; }
}
