namespace BedrockDefense.Scp.Conditions;

internal sealed class Bool : TypedOperator<bool>
{
    public override string Form => "true or false";

    protected override bool TryRead(string text, out bool value)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    protected override bool Compare(bool actual, bool expected) => actual == expected;
}
