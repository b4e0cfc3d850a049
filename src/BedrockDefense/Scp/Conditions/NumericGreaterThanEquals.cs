namespace BedrockDefense.Scp.Conditions;

internal sealed class NumericGreaterThanEquals : NumericOperator
{
    protected override bool Compare(decimal actual, decimal expected) => actual >= expected;
}
