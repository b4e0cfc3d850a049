namespace BedrockDefense.Scp.Conditions;

internal sealed class StringNotLike() : NegatedOperator(new StringLike());
