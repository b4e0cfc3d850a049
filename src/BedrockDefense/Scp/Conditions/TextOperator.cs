namespace BedrockDefense.Scp.Conditions;

/// <summary>
/// An operator on text. A policy value whose variable has no value matches nothing (IAM policy elements: Variables
/// and tags), so that its negation holds.
/// </summary>
internal abstract class TextOperator : ConditionOperator
{
    public sealed override bool TakesVariables => true;

    public sealed override string Form => "text";

    public sealed override bool IsValid(string expected) => true;
}
