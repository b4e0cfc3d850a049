using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Conditions;

/// <summary>How a condition compares: a row of <see cref="ConditionOperators"/>.</summary>
/// <param name="Name">The operator's name in a policy.</param>
/// <param name="Form">The valid form of a policy's value, for messages.</param>
/// <param name="IsValid">Whether a value written in a policy can be compared at all.</param>
/// <param name="Matches">Whether one of the request's values matches one of the policy's; a negated operator says what it negates.</param>
internal sealed record ConditionOperator(string Name, string Form, Predicate<string> IsValid, Func<string, ResolvedText, bool> Matches)
{
    /// <summary>
    /// True for the <c>Not</c> operators: they hold when none of the policy's values matches, and so when the key is absent.
    /// </summary>
    public bool IsNegated { get; init; }

    /// <summary>
    /// False for <c>Null</c>, which asks only whether the key is absent: the value it compares is <c>true</c> or <c>false</c>.
    /// </summary>
    public bool ComparesValues { get; init; } = true;

    /// <summary>Whether the policy's values may hold policy variables; IAM takes them with string and ARN operators only.</summary>
    public bool TakesVariables { get; init; }
}
