namespace BedrockDefense.Scp.Conditions;

internal sealed class NumericGreaterThan : NumericOperator
{
    protected override bool Compare(decimal actual, decimal expected) => actual > expected;
}
