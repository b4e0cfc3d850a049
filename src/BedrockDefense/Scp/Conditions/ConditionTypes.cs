using System.Globalization;

namespace BedrockDefense.Scp.Conditions;

/// <summary>The types of values that condition operators compare (IAM JSON policy elements: Condition operators).</summary>
internal static class ConditionTypes
{
    private static readonly string[] DateFormats =
    [
        "yyyy-MM",
        "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    // The last second of the year 9999; a DateTimeOffset reaches no further.
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Whole and decimal numbers, compared exactly.</summary>
    public static ConditionType<decimal> Number { get; } =
        new(
            "a number such as 3600 or 0.5",
            text =>
                decimal.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number
                    : null
        );

    /// <summary>
    /// Moments in time. A moment is written in the W3C profile of ISO 8601, from the year and month to fractions of a second
    /// with a time zone. It may also be the number of seconds since 1970. Digits alone always mean seconds: "2026" is a
    /// moment in 1970.
    /// </summary>
    public static ConditionType<DateTimeOffset> Date { get; } = new("a date such as 2026-11-25T00:00:00Z or seconds since 1970", ReadDate);

    public static ConditionType<bool> Boolean { get; } = new("true or false", ReadBoolean);

    /// <summary>The value of <c>Null</c>, which is written like a Boolean.</summary>
    public static ConditionType<bool> Absence { get; } = new("true (the key is absent) or false (it is there)", ReadBoolean);

    public static ConditionType<ReadOnlyMemory<byte>> Bytes { get; } =
        new(
            "bytes in base 64 such as QmluYXJ5",
            text =>
            {
                var buffer = new byte[text.Length];
                // Without the cast, null would become an empty sequence of bytes.
                return Convert.TryFromBase64String(text, buffer, out var length) ? (ReadOnlyMemory<byte>?)buffer.AsMemory(0, length) : null;
            }
        );

    public static ConditionType<AddressBlock> Address { get; } =
        new(
            "an address or a block of them such as 203.0.113.0/24 or 2001:db8::/32",
            text => AddressBlock.TryParse(text, out var block) ? block : null
        );

    private static bool? ReadBoolean(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
        : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false
        : null;

    private static DateTimeOffset? ReadDate(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastSecond)
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        return
            (!text.Contains('T', StringComparison.Ordinal) || HasZone(text))
            && DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
    }

    private static bool HasZone(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
}
