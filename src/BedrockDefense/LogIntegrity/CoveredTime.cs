using BedrockDefense.CloudTrail;

namespace BedrockDefense.LogIntegrity;

/// <summary>The times of which the digests of an account and Region name every log file that was delivered.</summary>
internal sealed class CoveredTime
{
    /// <summary>
    /// A file gets its name before it is delivered, so the digest of the next hour may be the one that names it. AWS's own tool reads on
    /// for an hour; a file that is not named is suspicious earlier, because CloudTrail delivers every five minutes.
    /// </summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromMinutes(5);

    private readonly ILookup<(string, string), (DateTimeOffset From, DateTimeOffset Until)> _periods;

    /// <param name="digests">The digests. Those made later name only what others did not, so they cover no time.</param>
    public CoveredTime(IEnumerable<DigestFile> digests) =>
        _periods = digests
            .Where(digest => !digest.Chain!.IsBackfill)
            .GroupBy(digest => (digest.Chain!.Account, digest.Chain.Region))
            .SelectMany(place =>
                Joined(place.Select(digest => (digest.Content.StartTime, digest.Content.EndTime))).Select(period => (place.Key, period))
            )
            .ToLookup(one => one.Key, one => one.period);

    /// <summary>Returns why no digest could have named a file with this name; null when one must have.</summary>
    public string? ReasonOutside(DeliveredName log)
    {
        var periods = _periods[(log.Account, log.Region)].ToList();
        return periods.Count == 0 ? $"no digest of account {log.Account}, {log.Region} is here"
            : periods.Any(period => period.From <= log.Time && log.Time + Delivery <= period.Until) ? null
            : log.Time < periods[0].From ? $"it was delivered before the first digest of account {log.Account}, {log.Region}"
            : log.Time + Delivery > periods[^1].Until ? $"it was delivered after the last digest of account {log.Account}, {log.Region}"
            : $"it was delivered in a time of which no digest of account {log.Account}, {log.Region} is here";
    }

    /// <summary>Joins periods that touch one another.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset Until)> Joined(
        IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> periods
    )
    {
        var joined = new List<(DateTimeOffset From, DateTimeOffset Until)>();
        foreach (var (from, until) in periods.Order())
        {
            if (joined.Count > 0 && from <= joined[^1].Until)
            {
                joined[^1] = (joined[^1].From, until > joined[^1].Until ? until : joined[^1].Until);
            }
            else
            {
                joined.Add((from, until));
            }
        }

        return joined;
    }
}
