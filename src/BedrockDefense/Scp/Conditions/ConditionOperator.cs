using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Conditions;

/// <summary>
/// A condition operator, such as <c>StringLike</c>: how it compares a value of the request with a value of the policy.
/// </summary>
/// <param name="Name">The operator's name in a policy.</param>
/// <param name="Form">The valid form of a policy's value, for messages.</param>
/// <param name="IsValid">Whether the operator can compare a value that is written in a policy.</param>
/// <param name="Matches">
/// Whether a value of the request matches a value of the policy. For a negated operator, this is the comparison that it
/// negates.
/// </param>
internal sealed record ConditionOperator(string Name, string Form, Predicate<string> IsValid, Func<string, ResolvedText, bool> Matches)
{
    /// <summary>
    /// Whether this is a <c>Not</c> operator. A <c>Not</c> operator holds when none of the policy's values matches, and so
    /// also when the key is absent.
    /// </summary>
    public bool IsNegated { get; init; }

    /// <summary>
    /// Whether the operator compares the values of the key. Only <c>Null</c> does not: its value, <c>true</c> or
    /// <c>false</c>, says whether the key is absent.
    /// </summary>
    public bool ComparesValues { get; init; } = true;

    /// <summary>
    /// Whether the policy's values may contain policy variables. IAM accepts them with string and ARN operators only.
    /// </summary>
    public bool TakesVariables { get; init; }
}
