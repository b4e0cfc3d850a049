namespace BedrockDefense.Scp.Conditions;

internal sealed class DateNotEquals() : NegatedOperator(new DateEquals());
