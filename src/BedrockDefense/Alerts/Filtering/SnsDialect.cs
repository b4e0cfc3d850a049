using System.Globalization;
using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.Alerts.Filtering;

/// <summary>The part of the event pattern language that SNS documents.</summary>
internal static class SnsDialect
{
    public static readonly PatternDialect Instance = new(
        new Dictionary<string, OperatorParser>
        {
            ["prefix"] = Prefix.Parse,
            ["suffix"] = Suffix.Parse,
            ["equals-ignore-case"] = IgnoringCase.Parse,
            ["anything-but"] = AnythingBut.Parse,
            ["numeric"] = Numeric.Parse,
            ["exists"] = Exists.Parse,
            ["cidr"] = Cidr.Parse,
        },
        AnythingBut.EarlierExclusions.Where(pair => pair.Key == "prefix").ToDictionary(),
        AffixesIgnoreCase: false,
        OrIsFieldName: false,
        NumberFault
    );

    private static string? NumberFault(string json) =>
        ComparableNumber.Parse(json) is { } number
        && Math.Abs(number) <= SnsFilterPolicyLimits.MaximumNumber
        && (double)decimal.Round((decimal)number, SnsFilterPolicyLimits.MaximumDecimals) == number
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"is outside what SNS compares: {-SnsFilterPolicyLimits.MaximumNumber}"
                    + $" to {SnsFilterPolicyLimits.MaximumNumber} with {SnsFilterPolicyLimits.MaximumDecimals} decimals"
            );
}
