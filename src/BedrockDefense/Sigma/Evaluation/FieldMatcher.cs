using System.Globalization;
using System.Net;
using System.Text.Json;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>Answers one test on one record.</summary>
internal static class FieldMatcher
{
    /// <summary>Digits up to this length are a number also when quoted; longer ones, such as account ids, are names.</summary>
    public const int MaximumNumberDigits = 9;

    public static bool Holds(FieldMatch match, JsonElement record) =>
        match.Test switch
        {
            NullTest => FieldValues.At(match.Field, record).All(found => found.ValueKind == JsonValueKind.Null),
            ExistsTest => FieldValues.At(match.Field, record).Any(),
            FieldReferenceTest reference => FieldValues
                .ScalarsAt(match.Field, record)
                .Any(left => FieldValues.ScalarsAt(reference.Other, record).Any(right => Same(left, right, reference.Cased))),
            var test => FieldValues.ScalarsAt(match.Field, record).Any(value => Passes(value, test)),
        };

    /// <summary>The JSON integer a text without wildcards also stands for, or null.</summary>
    public static int? AsNumber(string literal) =>
        literal.Length <= MaximumNumberDigits
        && int.TryParse(literal, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == literal
            ? number
            : null;

    /// <summary>The JSON boolean a text without wildcards also stands for, or null.</summary>
    public static bool? AsBoolean(string literal, bool cased) =>
        TextMatcher.Same(literal, "true", cased) ? true
        : TextMatcher.Same(literal, "false", cased) ? false
        : null;

    /// <summary>Whether a scalar passes a test of values.</summary>
    public static bool Passes(JsonElement value, ValueTest test) =>
        (test, value.ValueKind) switch
        {
            (_, JsonValueKind.String) => Passes(value.GetString()!, test),
            (TextTest { Pattern.Literal: { } literal } text, JsonValueKind.True or JsonValueKind.False) => AsBoolean(literal, text.Cased)
                == value.GetBoolean(),
            (TextTest { Pattern.Literal: { } literal }, JsonValueKind.Number) => AsNumber(literal) is { } number
                && NumberOf(value) == number,
            (NumberTest number, JsonValueKind.Number) => NumberOf(value) == number.Number,
            (BooleanTest boolean, JsonValueKind.True or JsonValueKind.False) => boolean.Value == value.GetBoolean(),
            (CompareTest compare, JsonValueKind.Number) => Compare(compare, value),
            _ => false,
        };

    /// <summary>Whether a text passes a test of values.</summary>
    public static bool Passes(string value, ValueTest test) =>
        test switch
        {
            TextTest text => TextMatcher.Matches(text.Pattern, value, text.Cased),
            NumberTest number => TextMatcher.Same(number.Written, value, cased: false),
            BooleanTest boolean => AsBoolean(value, cased: false) == boolean.Value,
            CidrTest cidr => Contains(cidr.Network, value),
            RegexTest regex => regex.Expression.IsMatch(value),
            _ => false,
        };

    /// <summary>An IPv4 address written as IPv6 is of no IPv4 network; <see cref="IPNetwork"/> would say it is.</summary>
    private static bool Contains(IPNetwork network, string text) =>
        IpAddressText.Parse(text) is { } address && address.AddressFamily == network.BaseAddress.AddressFamily && network.Contains(address);

    private static bool Compare(CompareTest test, JsonElement value)
    {
        var order = NumberOf(value) is { } number ? number.CompareTo(test.Limit) : value.GetDouble().CompareTo((double)test.Limit);
        return test.Comparison switch
        {
            Comparison.Less => order < 0,
            Comparison.LessOrEqual => order <= 0,
            Comparison.Greater => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>Whether two scalars are the same.</summary>
    public static bool Same(JsonElement left, JsonElement right, bool cased) =>
        (left.ValueKind, right.ValueKind) switch
        {
            (JsonValueKind.String, JsonValueKind.String) => TextMatcher.Same(left.GetString()!, right.GetString()!, cased),
            (JsonValueKind.Number, JsonValueKind.Number) => NumberOf(left) is { } number
                ? number == NumberOf(right)
                : left.GetRawText() == right.GetRawText(),
            (JsonValueKind.Null, _) => false,
            var (leftKind, rightKind) => leftKind == rightKind,
        };

    /// <summary>The number, or null when it is beyond a decimal's range.</summary>
    private static decimal? NumberOf(JsonElement value) => value.TryGetDecimal(out var number) ? number : null;
}
