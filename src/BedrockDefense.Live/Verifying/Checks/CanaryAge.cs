using System.Globalization;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>Finds out when the canary last arrived at the end of the alerts' way, by the metric of the alarm that watches it.</summary>
internal static class CanaryAge
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    // A day has fewer of these than the 1,440 that AWS gives (Amazon CloudWatch API Reference, "GetMetricStatistics").
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Finds the alarm that watches the canary.</summary>
    /// <param name="alarms">The alarms of the stack.</param>
    public static DeclaredResource AlarmAmong(IEnumerable<DeclaredResource> alarms) =>
        alarms.Single(one => one.Text("metricName") == "NumberOfMessagesSent");

    /// <summary>Asks and compares.</summary>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<Remarks> OfAsync(CheckContext context)
    {
        var alarm = AlarmAmong(context.OfType("aws:cloudwatch/metricAlarm:MetricAlarm"));
        var place = context.Places.Of(alarm);
        var arrival = await ReadAsync(place, alarm, context.Time.GetUtcNow()).ConfigureAwait(false);
        return new Remarks
        {
            Deviations = arrival.IsLate
                ?
                [
                    new Deviation(
                        DeviationKind.Unhealthy,
                        place.Account.Id,
                        place.Region,
                        $"canary {arrival.Queue}",
                        null,
                        null,
                        $"{arrival.Said}, so alerts may reach nobody",
                        $"aws cloudwatch describe-alarm-history --region {place.Region} --alarm-name {alarm.Id}"
                    ),
                ]
                : [],
            Facts = [$"Canary: {arrival.Said}."],
        };
    }

    /// <summary>Asks when the canary last arrived.</summary>
    /// <param name="place">The account and Region of the alarm.</param>
    /// <param name="alarm">The alarm that watches the canary.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<CanaryArrival> ReadAsync(Place place, DeclaredResource alarm, DateTimeOffset now)
    {
        var (queue, limit) = (
            alarm.Inputs["dimensions"]!.AsObject().Need("QueueName"),
            TimeSpan.FromSeconds(Number(alarm.Inputs.Form("period")!) * Number(alarm.Inputs.Form("evaluationPeriods")!))
        );
        var sums = await MetricSums
            .OfAsync(place, alarm.Text("namespace")!, alarm.Text("metricName")!, ("QueueName", queue), now - Window, now, Step)
            .ConfigureAwait(false);
        List<DateTimeOffset> arrivals = [.. sums.Where(one => one.Sum > 0).Select(one => one.Time)];
        return new CanaryArrival(
            queue,
            arrivals.Count == 0 ? "none arrived in the last 24 hours" : $"the last one arrived at about {MetricSums.Iso(arrivals.Max())}",
            arrivals.Count == 0 || now - arrivals.Max() - Step > limit
        );
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
