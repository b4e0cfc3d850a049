namespace BedrockDefense.Scp.Conditions;

internal sealed class StringNotEqualsIgnoreCase() : NegatedOperator(new StringEqualsIgnoreCase());
