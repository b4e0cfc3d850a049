using System.Globalization;
using System.Text.RegularExpressions;

namespace BedrockDefense.Input;

/// <summary>
/// Interprets YAML scalars without quotes. All relevant readers agree about null and booleans, or this project refuses the scalars
/// about which they differ. They differ about numbers: the core schema of YAML 1.2 (named in Sigma's specification), YAML 1.1
/// (PyYAML, which tools for SIEMs use) and Go's yaml.v3 (Pulumi).
/// </summary>
public static partial class PlainScalar
{
    /// <summary>Returns whether the scalar is null.</summary>
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>Returns the boolean, or null when the scalar is not one. <c>yes</c> and <c>no</c> are texts.</summary>
    public static bool? Boolean(string text) =>
        text switch
        {
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ => null,
        };

    /// <summary>
    /// Returns the number according to the core schema of YAML 1.2. It is null when the scalar is not a number, has a leading zero,
    /// or does not fit into a decimal.
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

    /// <summary>
    /// Returns whether the scalar is a whole number with leading zeros. Some readers take it as decimal, others as octal.
    /// </summary>
    public static bool HasLeadingZeros(string text)
    {
        var digits = text.AsSpan(text is ['-' or '+', ..] ? 1 : 0);
        return digits is ['0', _, ..] && !digits.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>
    /// Returns whether the scalar is a number only for readers of YAML 1.1: octal, binary, grouped, sexagesimal, or an infinity.
    /// </summary>
    public static bool IsNumberOfYaml11(string text) => Yaml11Number().IsMatch(text);

    /// <summary>Returns whether the scalar is a number for Go's reader.</summary>
    public static bool IsNumberOfGo(string text) =>
        GoNumber().IsMatch(text.StartsWith('.') ? text : text.Replace("_", "", StringComparison.Ordinal)) || Infinity().IsMatch(text);

    /// <summary>Returns whether the scalar is a time for Go's reader.</summary>
    public static bool IsTimeOfGo(string text) => GoTime().IsMatch(text);

    /// <summary>
    /// Returns whether the scalar is a number for every reader and Go writes it back unchanged: a whole number of 64 bits, or a
    /// fraction that fits into a double.
    /// </summary>
    public static bool IsNumberOfAll(string text) =>
        WholeNumber().IsMatch(text)
            ? text[0] == '-'
                ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            : Fraction().IsMatch(text);

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
