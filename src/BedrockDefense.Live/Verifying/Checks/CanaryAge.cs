using System.Globalization;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>Finds out when the canary last arrived at the end of the alerts' way, by the metric of the alarm that watches it.</summary>
internal static class CanaryAge
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    // A day has fewer of these than the 1,440 that AWS gives (Amazon CloudWatch API Reference, "GetMetricStatistics").
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Asks and compares.</summary>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<Remarks> OfAsync(CheckContext context)
    {
        var alarm = context
            .OfType("aws:cloudwatch/metricAlarm:MetricAlarm")
            .Single(one => one.Text("metricName") == "NumberOfMessagesSent");
        var place = context.Places.Of(alarm);
        var now = context.Time.GetUtcNow();
        var (queue, limit) = (
            alarm.Inputs["dimensions"]!.AsObject().Need("QueueName"),
            TimeSpan.FromSeconds(Number(alarm.Inputs.Form("period")!) * Number(alarm.Inputs.Form("evaluationPeriods")!))
        );
        var sums = await MetricSums
            .OfAsync(place, alarm.Text("namespace")!, alarm.Text("metricName")!, ("QueueName", queue), now - Window, now, Step)
            .ConfigureAwait(false);
        List<DateTimeOffset> arrivals = [.. sums.Where(one => one.Sum > 0).Select(one => one.Time)];
        var said =
            arrivals.Count == 0 ? "none arrived in the last 24 hours" : $"the last one arrived at about {MetricSums.Iso(arrivals.Max())}";
        return new Remarks
        {
            Deviations =
                arrivals.Count > 0 && now - arrivals.Max() - Step <= limit
                    ? []
                    :
                    [
                        new Deviation(
                            DeviationKind.Unhealthy,
                            place.Account.Id,
                            place.Region,
                            $"canary {queue}",
                            null,
                            null,
                            $"{said}, so alerts may reach nobody",
                            $"aws cloudwatch describe-alarm-history --region {place.Region} --alarm-name {alarm.Id}"
                        ),
                    ],
            Facts = [$"Canary: {said}."],
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
