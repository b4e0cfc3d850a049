using System.Globalization;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>
/// Finds topics whose messages did not reach an endpoint, by SNS's own count (Amazon SNS Developer Guide, "Monitoring Amazon SNS topics
/// using CloudWatch"). The count does not tell which endpoint.
/// </summary>
internal static class FailedNotifications
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    /// <summary>Asks for each topic.</summary>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<Remarks> OfAsync(CheckContext context)
    {
        var now = context.Time.GetUtcNow();
        List<Deviation> deviations = [];
        foreach (var topic in context.OfType("aws:sns/topic:Topic"))
        {
            var place = context.Places.Of(topic);
            var name = topic.Text("name")!;
            var sums = await MetricSums
                .OfAsync(place, "AWS/SNS", "NumberOfNotificationsFailed", ("TopicName", name), now - Window, now, Window)
                .ConfigureAwait(false);
            var failed = sums.Sum(one => one.Sum);
            if (failed > 0)
            {
                deviations.Add(
                    new Deviation(
                        DeviationKind.Unhealthy,
                        place.Account.Id,
                        place.Region,
                        $"subscriptions of {name}",
                        null,
                        null,
                        string.Create(CultureInfo.InvariantCulture, $"{failed:0} messages of the last 24 hours did not reach an endpoint"),
                        $"aws sns list-subscriptions-by-topic --region {place.Region} --topic-arn {topic.Id}"
                    )
                );
            }
        }

        return new Remarks { Deviations = deviations };
    }
}
