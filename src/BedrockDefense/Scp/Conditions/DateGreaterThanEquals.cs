namespace BedrockDefense.Scp.Conditions;

internal sealed class DateGreaterThanEquals : DateOperator
{
    protected override bool Compare(DateTimeOffset actual, DateTimeOffset expected) => actual >= expected;
}
