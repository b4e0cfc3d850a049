namespace BedrockDefense.Scp.Conditions;

internal sealed class NumericLessThan : NumericOperator
{
    protected override bool Compare(decimal actual, decimal expected) => actual < expected;
}
