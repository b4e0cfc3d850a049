using System.Globalization;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes times as CloudTrail does.</summary>
internal static class CallTime
{
    /// <summary>Returns a time in UTC.</summary>
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Returns a time in UTC, or a dash when there is none.</summary>
    public static string Of(DateTimeOffset? time) => time is { } known ? Of(known) : "—";

    /// <summary>Reads a time that was written so; null when the text is none.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
