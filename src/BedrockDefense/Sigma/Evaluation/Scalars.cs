using System.Globalization;
using System.Text.Json;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>Compares JSON scalars and texts of rules.</summary>
internal static class Scalars
{
    /// <summary>
    /// The maximum number of digits of a quoted text that also means a number. Longer texts, such as account ids, are names.
    /// </summary>
    public const int MaximumNumberDigits = 9;

    /// <summary>Returns the JSON integer that a text without wildcards also means, or null.</summary>
    public static int? AsNumber(string literal) =>
        literal.Length <= MaximumNumberDigits
        && int.TryParse(literal, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == literal
            ? number
            : null;

    /// <summary>Returns the JSON boolean that a text without wildcards also means, or null.</summary>
    public static bool? AsBoolean(string literal, bool cased) =>
        TextMatcher.AreEqual(literal, "true", cased) ? true
        : TextMatcher.AreEqual(literal, "false", cased) ? false
        : null;

    /// <summary>Returns whether two scalars are equal.</summary>
    public static bool AreEqual(JsonElement left, JsonElement right, bool cased) =>
        (left.ValueKind, right.ValueKind) switch
        {
            (JsonValueKind.String, JsonValueKind.String) => TextMatcher.AreEqual(left.GetString()!, right.GetString()!, cased),
            (JsonValueKind.Number, JsonValueKind.Number) => NumberOf(left) is { } number
                ? number == NumberOf(right)
                : left.GetRawText() == right.GetRawText(),
            (JsonValueKind.Null, _) => false,
            var (leftKind, rightKind) => leftKind == rightKind,
        };

    /// <summary>Returns the number, or null when it does not fit into a decimal.</summary>
    public static decimal? NumberOf(JsonElement value) => value.TryGetDecimal(out var number) ? number : null;
}
