namespace BedrockDefense.Scp.Conditions;

internal sealed class ArnNotLike() : NegatedOperator(new ArnLike());
