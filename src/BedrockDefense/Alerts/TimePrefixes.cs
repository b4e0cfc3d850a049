using System.Globalization;

namespace BedrockDefense.Alerts;

/// <summary>
/// A span of time as beginnings of timestamps: an event pattern compares no times, but CloudTrail writes <c>eventTime</c>
/// in UTC in one form, <c>2026-01-21T17:49:47Z</c>, of which every whole minute, ten minutes, hour, ten hours and day
/// has a beginning of its own.
/// </summary>
internal static class TimePrefixes
{
    private const int MinutesOfADay = 1_440;

    // How many characters of the timestamp stand for how many minutes, longest first. The last ten hours of a day are four.
    private static readonly (int Length, int Minutes)[] Units = [(11, MinutesOfADay), (12, 600), (14, 60), (15, 10), (17, 1)];

    /// <summary>The fewest beginnings that exactly the timestamps from the start up to, but not including, the end have.</summary>
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
