namespace BedrockDefense.Scp.Conditions;

internal sealed class DateGreaterThan : DateOperator
{
    protected override bool Compare(DateTimeOffset actual, DateTimeOffset expected) => actual > expected;
}
