using System.Globalization;

namespace BedrockDefense.Alerts;

/// <summary>
/// Writes a span of time as prefixes of timestamps, because an event pattern cannot compare times. CloudTrail always writes
/// <c>eventTime</c> in UTC in the form <c>2026-01-21T17:49:47Z</c>. So every minute, ten minutes, hour, ten hours and day has its
/// own prefix.
/// </summary>
internal static class TimePrefixes
{
    private const int MinutesOfADay = 1_440;

    // The length of a prefix in characters, and the number of minutes that it covers, the longest time first. The third prefix of
    // ten hours in a day covers only the last four hours.
    private static readonly (int Length, int Minutes)[] Units = [(11, MinutesOfADay), (12, 600), (14, 60), (15, 10), (17, 1)];

    /// <summary>
    /// Returns the smallest set of prefixes that match exactly the timestamps from the start up to, but not including, the end.
    /// </summary>
    /// <param name="start">A whole minute, in UTC.</param>
    /// <param name="end">A later whole minute, in UTC.</param>
    public static IEnumerable<string> Of(DateTimeOffset start, DateTimeOffset end)
    {
        while (start < end)
        {
            var minute = (start.Hour * 60) + start.Minute;
            var (length, minutes) = Units
                .Select(unit => unit with { Minutes = Math.Min(unit.Minutes, MinutesOfADay - minute) })
                .First(unit => IsAligned(minute, unit.Length) && start.AddMinutes(unit.Minutes) <= end);
            yield return start.ToString("yyyy-MM-dd'T'HH:mm:", CultureInfo.InvariantCulture)[..length];
            start = start.AddMinutes(minutes);
        }
    }

    private static bool IsAligned(int minute, int length) => minute % Units.First(unit => unit.Length == length).Minutes == 0;
}
