using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Conditions;

/// <summary>
/// How a condition compares; the class's name is the operator's name in a policy. Semantics and key types: IAM JSON
/// policy elements: Condition operators.
/// </summary>
internal abstract class ConditionOperator
{
    public string Name => GetType().Name;

    /// <summary>True for the <c>Not</c> operators: they match when none of the policy's values does, and so when the key is absent.</summary>
    public virtual bool IsNegated => false;

    /// <summary>False for <c>Null</c>, which asks only whether the key is there.</summary>
    public virtual bool ComparesValues => true;

    /// <summary>Whether the policy's values may hold policy variables; IAM takes them with string and ARN operators only.</summary>
    public virtual bool TakesVariables => false;

    /// <summary>Whether a value written in a policy can be compared at all.</summary>
    public abstract bool IsValid(string expected);

    /// <summary>The valid form of a policy's value, for messages.</summary>
    public abstract string Form { get; }

    /// <summary>Whether one of the policy's values matches one of the request's; a negated operator says what it negates.</summary>
    public abstract bool Matches(PolicyText expected, string actual, RequestContext request);

    /// <summary>Whether the condition holds when the key is absent.</summary>
    public virtual bool HoldsWhenAbsent(IReadOnlyList<PolicyText> expected) => IsNegated;
}
