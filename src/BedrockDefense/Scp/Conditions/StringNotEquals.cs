namespace BedrockDefense.Scp.Conditions;

internal sealed class StringNotEquals() : NegatedOperator(new StringEquals());
