namespace BedrockDefense.Scp.Conditions;

internal sealed class NumericNotEquals() : NegatedOperator(new NumericEquals());
