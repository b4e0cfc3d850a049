using System.Globalization;
using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.Alerts.Filtering;

/// <summary>The part of the event pattern language that SNS documents.</summary>
internal static class SnsDialect
{
    public static readonly PatternDialect Instance = new(
        new Dictionary<string, OperatorParser>
        {
            ["prefix"] = PrefixMatcher.Parse,
            ["suffix"] = SuffixMatcher.Parse,
            ["equals-ignore-case"] = EqualsIgnoreCaseMatcher.Parse,
            ["anything-but"] = AnythingButMatcher.Parse,
            ["numeric"] = NumericMatcher.Parse,
            ["exists"] = ExistsMatcher.Parse,
            ["cidr"] = CidrMatcher.Parse,
        },
        AnythingButMatcher.EarlierExclusions.Where(pair => pair.Key == "prefix").ToDictionary(),
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
