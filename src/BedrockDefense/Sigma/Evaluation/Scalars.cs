using System.Globalization;
using System.Text.Json;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>When scalars of JSON and texts of rules are the same.</summary>
internal static class Scalars
{
    /// <summary>Digits up to this length are a number also when quoted; longer ones, such as account ids, are names.</summary>
    public const int MaximumNumberDigits = 9;

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
    public static decimal? NumberOf(JsonElement value) => value.TryGetDecimal(out var number) ? number : null;
}
