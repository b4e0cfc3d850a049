namespace BedrockDefense.Scp.Conditions;

internal sealed class DateEquals : DateOperator
{
    protected override bool Compare(DateTimeOffset actual, DateTimeOffset expected) => actual == expected;
}
