using System.Globalization;
using System.Numerics;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>
/// Reads numbers as EventBridge compares them: as 64-bit floats, and only decimals that the conversion does not change.
/// </summary>
internal static class ComparableNumber
{
    /// <summary>Returns the number, or null if a 64-bit float would round it or cannot reach it.</summary>
    public static double? Parse(string json)
    {
        var number = double.Parse(json, CultureInfo.InvariantCulture);
        return double.IsFinite(number) && Normalize(json) == Normalize(number.ToString("R", CultureInfo.InvariantCulture))
            ? number + 0.0
            : null;
    }

    /// <summary>Says what is wrong with a number that a pattern compares with, or returns null.</summary>
    public static string? FaultOf(string json) =>
        Parse(json) is null ? "is not exactly representable as a 64-bit float, which is how EventBridge compares numbers" : null;

    // Returns the sign, the digits without leading or trailing zeros, and the power of ten. These are equal exactly when the
    // decimals are equal.
    private static (bool Negative, string Digits, BigInteger Exponent) Normalize(string number)
    {
        var parts = number.Split('e', 'E');
        var mantissa = parts[0].TrimStart('-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        if (digits.Length == 0)
        {
            return (false, "", BigInteger.Zero);
        }

        var significant = digits.TrimEnd('0');
        var exponent = parts.Length > 1 ? BigInteger.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return (parts[0].StartsWith('-'), significant, exponent - fraction + (digits.Length - significant.Length));
    }
}
