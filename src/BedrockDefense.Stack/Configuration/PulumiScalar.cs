using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BedrockDefense.Stack.Configuration;

/// <summary>
/// A scalar of the configuration as Pulumi's reader (Go's yaml.v3) takes it. A plain text that it would take for a number or
/// a time and write otherwise than it stands there, such as <c>0400</c> for 256, is refused.
/// </summary>
internal static partial class PulumiScalar
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? FaultOf(YamlScalar scalar)
    {
        if (scalar.StrayFault is { } stray)
        {
            return stray;
        }

        if (scalar.Text.StartsWith('\n'))
        {
            return "begins with an empty line, of which Pulumi loses one; begin with the text";
        }

        if (!scalar.Plain || IsPlainNumber(scalar.Text))
        {
            return null;
        }

        if (scalar.Text.StartsWith(':'))
        {
            return $"{VisibleText.Quote(scalar.Text, VisibleText.Excerpt)} begins with a colon, which Pulumi does not read everywhere; put it in quotes";
        }

        var text = VisibleText.Of(scalar.Text, VisibleText.Excerpt);
        return Number().IsMatch(scalar.Text.StartsWith('.') ? scalar.Text : scalar.Text.Replace("_", "", StringComparison.Ordinal))
            || Infinity().IsMatch(scalar.Text)
                ? $"Pulumi reads {text} as a number and writes it otherwise; put it in quotes where it is a text, such as \"{text}\", or write a number in decimal digits without leading zeros"
            : Time().IsMatch(scalar.Text) ? $"Pulumi reads {text} as a time and writes it otherwise; put it in quotes: \"{text}\""
            : null;
    }

    /// <summary>Whether it is a text, as every key is.</summary>
    public static bool IsText(YamlScalar scalar) =>
        !scalar.Plain || (!scalar.IsNull && scalar.Boolean is null && !IsPlainNumber(scalar.Text) && FaultOf(scalar) is null);

    /// <summary>The value of a setting of its own: Pulumi keeps it as text, and null as none.</summary>
    public static string Text(YamlScalar scalar) =>
        scalar.IsNull ? ""
        : scalar.Boolean is { } flag ? (flag ? "true" : "false")
        : scalar.Text;

    /// <summary>The value inside a list or an object.</summary>
    public static JsonNode? Json(YamlScalar scalar) =>
        scalar.IsNull ? null
        : scalar.Boolean is { } flag ? JsonValue.Create(flag)
        : scalar.Plain && IsPlainNumber(scalar.Text) ? JsonNode.Parse(scalar.Text)
        : JsonValue.Create(scalar.Text);

    // Those that are written back as they stand: whole numbers of 64 bits, and fractions that a double holds.
    private static bool IsPlainNumber(string text) =>
        WholeNumber().IsMatch(text)
            ? text[0] == '-'
                ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            : Fraction().IsMatch(text);

    [GeneratedRegex(@"^(0|-?[1-9][0-9]{0,19})\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,8})\.[0-9]{0,4}[1-9]\z")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^[-+]?(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex Infinity();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ]|\z)")]
    private static partial Regex Time();
}
