using System.Globalization;
using System.Text.RegularExpressions;

namespace BedrockDefense.Input;

/// <summary>
/// What a scalar of YAML without quotes stands for. All readers that matter here take the same for null and for a boolean,
/// or are kept from differing; on numbers they differ: YAML 1.2's core schema (Sigma's specification names it), YAML 1.1
/// (PyYAML, which tools for SIEMs use) and Go's yaml.v3 (Pulumi).
/// </summary>
public static partial class PlainScalar
{
    /// <summary>Whether it is null.</summary>
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>The boolean; null when it is none. <c>yes</c> and <c>no</c> are texts.</summary>
    public static bool? Boolean(string text) =>
        text switch
        {
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ => null,
        };

    /// <summary>
    /// The number of YAML 1.2's core schema; null when it is none, begins with a needless zero or does not fit a decimal.
    /// </summary>
    public static decimal? Number(string text)
    {
        if (HasLeadingZeros(text))
        {
            return null;
        }

        if (HexNumber().IsMatch(text))
        {
            return ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        }

        return DecimalNumber().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>Whether it is a whole number with leading zeros, which is decimal to some readers and octal to others.</summary>
    public static bool HasLeadingZeros(string text) => LeadingZeros().IsMatch(text);

    /// <summary>Whether it is a number to readers of YAML 1.1 alone: octal, binary, grouped, sexagesimal, or an infinity.</summary>
    public static bool IsNumberOfYaml11(string text) => Yaml11Number().IsMatch(text);

    /// <summary>Whether it is a number to Go's reader.</summary>
    public static bool IsNumberOfGo(string text) =>
        GoNumber().IsMatch(text.StartsWith('.') ? text : text.Replace("_", "", StringComparison.Ordinal)) || Infinity().IsMatch(text);

    /// <summary>Whether it is a time to Go's reader.</summary>
    public static bool IsTimeOfGo(string text) => GoTime().IsMatch(text);

    /// <summary>
    /// Whether it is a number to every reader, and one that Go writes back as it stands: a whole number of 64 bits, or a
    /// fraction that a double holds.
    /// </summary>
    public static bool IsNumberOfAll(string text) =>
        WholeNumber().IsMatch(text)
            ? text[0] == '-'
                ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            : Fraction().IsMatch(text);

    [GeneratedRegex(@"^[-+]?0[0-9]+$")]
    private static partial Regex LeadingZeros();

    [GeneratedRegex("^0x[0-9a-fA-F]+$")]
    private static partial Regex HexNumber();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex DecimalNumber();

    [GeneratedRegex(
        @"^([-+]?0[oObB][0-9_]+|[-+]?[0-9]+_[0-9_]*(\.[0-9_]*)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
            + @"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$"
    )]
    private static partial Regex Yaml11Number();

    [GeneratedRegex(@"^[-+]?(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)\z")]
    private static partial Regex GoNumber();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex Infinity();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ]|\z)")]
    private static partial Regex GoTime();

    [GeneratedRegex(@"^(0|-?[1-9][0-9]{0,19})\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,8})\.[0-9]{0,4}[1-9]\z")]
    private static partial Regex Fraction();
}
