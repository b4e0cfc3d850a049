namespace BedrockDefense.Scp.Conditions;

internal sealed class NumericEquals : NumericOperator
{
    protected override bool Compare(decimal actual, decimal expected) => actual == expected;
}
