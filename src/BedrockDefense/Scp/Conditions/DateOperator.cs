using System.Globalization;

namespace BedrockDefense.Scp.Conditions;

/// <summary>
/// An operator on moments: the W3C profile of ISO 8601, from the year alone (with a month) to fractions of a second
/// with a time zone, or seconds since 1970. Digits alone are always seconds: "2026" is a moment in 1970.
/// </summary>
internal abstract class DateOperator : TypedOperator<DateTimeOffset>
{
    private static readonly string[] Formats =
    [
        "yyyy-MM",
        "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    // The last second of the year 9999, which is as far as a DateTimeOffset reaches.
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public sealed override string Form => "a date such as 2026-11-25T00:00:00Z or seconds since 1970";

    protected sealed override bool TryRead(string text, out DateTimeOffset value)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastSecond)
        {
            value = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return true;
        }

        value = default;
        return (!text.Contains('T', StringComparison.Ordinal) || HasZone(text))
            && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    private static bool HasZone(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
}
