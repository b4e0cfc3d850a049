using System.Globalization;

namespace BedrockDefense.Scp.Conditions;

/// <summary>An operator on whole and decimal numbers, compared exactly.</summary>
internal abstract class NumericOperator : TypedOperator<decimal>
{
    public sealed override string Form => "a number such as 3600 or 0.5";

    protected sealed override bool TryRead(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
