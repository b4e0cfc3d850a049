using System.Globalization;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>Reads the sums of a metric of CloudWatch.</summary>
internal static class MetricSums
{
    /// <summary>Reads the sums in a time, in any order. A time without data has none.</summary>
    /// <param name="place">The account and Region.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="dimension">The dimension.</param>
    /// <param name="start">The start.</param>
    /// <param name="end">The end.</param>
    /// <param name="step">How long each sum is; at most 1,440 of them fit into the time.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<IReadOnlyList<(DateTimeOffset Time, double Sum)>> OfAsync(
        Place place,
        string ns,
        string metric,
        (string Name, string Value) dimension,
        DateTimeOffset start,
        DateTimeOffset end,
        TimeSpan step
    )
    {
        var answer = await place
            .QueryAsync(
                "monitoring",
                "GetMetricStatistics",
                ("Namespace", ns),
                ("MetricName", metric),
                ("Dimensions.member.1.Name", dimension.Name),
                ("Dimensions.member.1.Value", dimension.Value),
                ("StartTime", Iso(start)),
                ("EndTime", Iso(end)),
                ("Period", step.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
                ("Statistics.member.1", "Sum")
            )
            .ConfigureAwait(false);
        return
        [
            .. answer
                .Descendants()
                .Where(element => element.Name.LocalName == "member" && element.Find("Sum") is not null)
                .Select(one =>
                    (
                        DateTimeOffset.Parse(one.Text("Timestamp"), CultureInfo.InvariantCulture),
                        double.Parse(one.Text("Sum"), CultureInfo.InvariantCulture)
                    )
                ),
        ];
    }

    /// <summary>Writes a time as AWS does.</summary>
    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
