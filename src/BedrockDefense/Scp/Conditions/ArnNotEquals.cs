namespace BedrockDefense.Scp.Conditions;

internal sealed class ArnNotEquals() : NegatedOperator(new ArnEquals());
