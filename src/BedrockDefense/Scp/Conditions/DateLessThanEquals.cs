namespace BedrockDefense.Scp.Conditions;

internal sealed class DateLessThanEquals : DateOperator
{
    protected override bool Compare(DateTimeOffset actual, DateTimeOffset expected) => actual <= expected;
}
