using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Conditions;

/// <summary>The negation of an operator: holds when none of the policy's values matches, so also when the key is absent.</summary>
internal abstract class NegatedOperator(ConditionOperator positive) : ConditionOperator
{
    public sealed override bool IsNegated => true;

    public sealed override bool TakesVariables => positive.TakesVariables;

    public sealed override string Form => positive.Form;

    public sealed override bool IsValid(string expected) => positive.IsValid(expected);

    public sealed override bool Matches(PolicyText expected, string actual, RequestContext request) =>
        positive.Matches(expected, actual, request);
}
