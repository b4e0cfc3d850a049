namespace BedrockDefense.Scp.Conditions;

internal sealed class NotIpAddress() : NegatedOperator(new IpAddress());
