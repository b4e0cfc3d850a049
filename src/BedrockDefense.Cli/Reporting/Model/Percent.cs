using System.Globalization;

namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>Writes shares and numbers as the page shows them.</summary>
internal static class Percent
{
    /// <summary>Returns a share of a whole in percent, with two digits after the point, for the length of a bar.</summary>
    public static string Of(decimal part, decimal whole) =>
        (whole == 0 ? 0 : Math.Clamp(100 * part / whole, 0, 100)).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Returns a number with commas between thousands.</summary>
    public static string Number(decimal number) => number.ToString("#,##0", CultureInfo.InvariantCulture);
}
