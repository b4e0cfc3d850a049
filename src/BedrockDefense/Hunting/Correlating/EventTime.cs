using System.Globalization;
using System.Text;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Reads the time of an event. It is in UTC, in ISO 8601 (AWS CloudTrail User Guide, "CloudTrail record contents").
/// </summary>
internal static class EventTime
{
    /// <summary>The length of a time as CloudTrail writes it, such as <c>2026-11-20T10:15:00Z</c>.</summary>
    private const int Length = 20;

    /// <summary>Reads a time; returns null when it is none, or when there is no text.</summary>
    public static DateTimeOffset? Read(string? text) => text is null ? null : Read(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads a time in UTF-8; returns null when it is none.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> text)
    {
        if (IsCanonical(text))
        {
            var (year, month, day) = ((Two(text, 0) * 100) + Two(text, 2), Two(text, 5), Two(text, 8));
            var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
            if (
                year > 0
                && month is > 0 and <= 12
                && day > 0
                && hour < 24
                && minute < 60
                && second < 60
                && day <= DateTime.DaysInMonth(year, month)
            )
            {
                return new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
            }
        }

        return DateTimeOffset.TryParseExact(
            Encoding.UTF8.GetString(text),
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
    }

    /// <summary>Returns whether a text has the form that CloudTrail writes, so that it follows from the time.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> text)
    {
        if (text.Length != Length)
        {
            return false;
        }

        var form = "dddd-dd-ddTdd:dd:ddZ"u8;
        for (var at = 0; at < Length; at++)
        {
            if (form[at] == 'd' ? !char.IsAsciiDigit((char)text[at]) : text[at] != form[at])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns a time in the form that CloudTrail writes, in UTF-8.</summary>
    public static byte[] Text(long ticks)
    {
        var text = new byte[Length];
        _ = new DateTime(ticks, DateTimeKind.Utc).TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return text;
    }

    private static int Two(ReadOnlySpan<byte> text, int at) => ((text[at] - '0') * 10) + (text[at + 1] - '0');
}
