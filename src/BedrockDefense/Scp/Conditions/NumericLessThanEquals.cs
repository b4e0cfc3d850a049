namespace BedrockDefense.Scp.Conditions;

internal sealed class NumericLessThanEquals : NumericOperator
{
    protected override bool Compare(decimal actual, decimal expected) => actual <= expected;
}
