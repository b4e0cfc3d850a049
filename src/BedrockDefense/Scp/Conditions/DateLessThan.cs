namespace BedrockDefense.Scp.Conditions;

internal sealed class DateLessThan : DateOperator
{
    protected override bool Compare(DateTimeOffset actual, DateTimeOffset expected) => actual < expected;
}
