using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Conditions;

/// <summary>
/// Every operator of the IAM policy language. For each there is its name, the type of its values, the comparison of a value
/// of the request with one of the policy, and the name of its negation (IAM JSON policy elements: Condition operators).
/// </summary>
internal static class ConditionOperators
{
    private static readonly Dictionary<string, ConditionOperator> ByName = new[]
    {
        Text("StringEquals", (actual, expected) => actual == expected.PlainText, "StringNotEquals"),
        Text("StringEqualsIgnoreCase", IsSameIgnoringCase, "StringNotEqualsIgnoreCase"),
        Text("StringLike", (actual, expected) => new Wildcards(expected.Symbols).Matches(actual), "StringNotLike"),
        Typed("NumericEquals", ConditionTypes.Number, (actual, expected) => actual == expected, "NumericNotEquals"),
        Typed("NumericLessThan", ConditionTypes.Number, (actual, expected) => actual < expected),
        Typed("NumericLessThanEquals", ConditionTypes.Number, (actual, expected) => actual <= expected),
        Typed("NumericGreaterThan", ConditionTypes.Number, (actual, expected) => actual > expected),
        Typed("NumericGreaterThanEquals", ConditionTypes.Number, (actual, expected) => actual >= expected),
        Typed("DateEquals", ConditionTypes.Date, (actual, expected) => actual == expected, "DateNotEquals"),
        Typed("DateLessThan", ConditionTypes.Date, (actual, expected) => actual < expected),
        Typed("DateLessThanEquals", ConditionTypes.Date, (actual, expected) => actual <= expected),
        Typed("DateGreaterThan", ConditionTypes.Date, (actual, expected) => actual > expected),
        Typed("DateGreaterThanEquals", ConditionTypes.Date, (actual, expected) => actual >= expected),
        Typed("Bool", ConditionTypes.Boolean, (actual, expected) => actual == expected),
        Typed("BinaryEquals", ConditionTypes.Bytes, (actual, expected) => actual.Span.SequenceEqual(expected.Span)),
        // An IPv4 block contains no IPv6 address, and the reverse.
        Typed("IpAddress", ConditionTypes.Address, (actual, expected) => actual.IsSingle && expected.Contains(actual), "NotIpAddress"),
        // IAM documents that ArnEquals and ArnLike behave identically, also with wildcards.
        Text("ArnEquals", ArnPattern.Matches, "ArnNotEquals"),
        Text("ArnLike", ArnPattern.Matches, "ArnNotLike"),
        [Typed("Null", ConditionTypes.Absence, (actual, expected) => actual == expected)[0] with { ComparesValues = false }],
    }.SelectMany(rows => rows).ToDictionary(known => known.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    public static ConditionOperator? Find(string name) => ByName.GetValueOrDefault(name);

    private static ConditionOperator[] Text(string name, Func<string, ResolvedText, bool> matches, string negation)
    {
        var row = new ConditionOperator(name, "text", _ => true, matches) { TakesVariables = true };
        return [row, row with { Name = negation, IsNegated = true }];
    }

    // A value of the request that is not of this type matches nothing.
    private static ConditionOperator[] Typed<T>(string name, ConditionType<T> type, Func<T, T, bool> compare, string? negation = null)
        where T : struct
    {
        var row = new ConditionOperator(
            name,
            type.Form,
            text => type.Read(text) is not null,
            (actual, expected) => type.Read(expected.PlainText) is { } wanted && type.Read(actual) is { } given && compare(given, wanted)
        );
        return negation is null ? [row] : [row, row with { Name = negation, IsNegated = true }];
    }

    private static bool IsSameIgnoringCase(string actual, ResolvedText expected) =>
        string.Equals(actual, expected.PlainText, StringComparison.OrdinalIgnoreCase);
}
