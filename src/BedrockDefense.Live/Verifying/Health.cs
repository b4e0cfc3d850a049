using System.Globalization;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Verifying;

/// <summary>Checks whether resources that stand as declared also work.</summary>
internal static class Health
{
    // CloudTrail delivers within five minutes on average, and a digest file every hour (AWS CloudTrail User Guide).
    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(6);

    /// <summary>Says what is wrong with a resource, a reason and a remedy each; nothing for types without a health.</summary>
    /// <param name="place">Where the resource is.</param>
    /// <param name="resource">The resource, with its real id.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static Task<IReadOnlyList<(string Reason, string Remedy)>> OfAsync(Place place, DeclaredResource resource, DateTimeOffset now) =>
        resource.Type switch
        {
            "aws:cloudwatch/metricAlarm:MetricAlarm" => AlarmAsync(place, resource),
            "aws:cloudtrail/trail:Trail" => TrailAsync(place, resource, now),
            "aws:scheduler/schedule:Schedule" => ScheduleAsync(place, resource),
            _ => Task.FromResult<IReadOnlyList<(string, string)>>([]),
        };

    private static async Task<IReadOnlyList<(string, string)>> AlarmAsync(Place place, DeclaredResource resource)
    {
        var alarm = await CloudWatchReaders.FindAsync(place, resource.Id).ConfigureAwait(false);
        List<(string, string)> faults = [];
        if (alarm.Find("StateValue")?.Value == "ALARM")
        {
            faults.Add(
                ($"it is in ALARM: {alarm.Find("StateReason")?.Value}", "see its description: " + resource.Text("alarmDescription"))
            );
        }

        if (alarm.Find("ActionsEnabled")?.Value == "false")
        {
            faults.Add(("its actions are switched off", $"aws cloudwatch enable-alarm-actions --alarm-names {resource.Id}"));
        }

        return faults;
    }

    private static async Task<IReadOnlyList<(string, string)>> ScheduleAsync(Place place, DeclaredResource resource)
    {
        var state = await SchedulerReaders.StateAsync(place, resource.Id).ConfigureAwait(false);
        return state is null or "ENABLED" ? [] : [($"its state is {state}", "pulumi up --refresh")];
    }

    private static async Task<IReadOnlyList<(string, string)>> TrailAsync(Place place, DeclaredResource resource, DateTimeOffset now)
    {
        var status = await place.JsonAsync("cloudtrail", "GetTrailStatus", new() { ["Name"] = resource.Id }).ConfigureAwait(false);
        List<(string, string)> faults = [];
        foreach (var name in new[] { "LatestDeliveryError", "LatestDigestDeliveryError" })
        {
            if (status.Text(name) is { Length: > 0 } error)
            {
                faults.Add(($"{name}: {error}", "let CloudTrail write to the bucket and use the key again: pulumi up --refresh"));
            }
        }

        if (
            status["LatestDeliveryTime"] is null
            && status["StartLoggingTime"] is { } start
            && Time(start.ToString()) is { } begun
            && now - begun > LongestSilence
        )
        {
            faults.Add(("it has never delivered anything", "aws cloudtrail get-trail-status --name " + resource.Id));
        }

        if (status["LatestDeliveryTime"] is { } latest && Time(latest.ToString()) is { } time && now - time > LongestSilence)
        {
            faults.Add(
                (
                    $"nothing was delivered since {time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}",
                    "aws cloudtrail get-trail-status --name " + resource.Id
                )
            );
        }

        return faults;
    }

    private static DateTimeOffset? Time(string seconds) =>
        double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 253_402_300_799
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(number * 1000))
            : null;
}
