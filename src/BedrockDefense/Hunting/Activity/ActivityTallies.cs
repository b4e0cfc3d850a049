namespace BedrockDefense.Hunting.Activity;

/// <summary>Sums up calls by principal and by credential.</summary>
internal sealed class ActivityTallies
{
    /// <summary>The most principals and credentials.</summary>
    public const int MostOwners = 2000;

    private const int MostValues = 100_000;

    private readonly Dictionary<(ActivityOwner, string), ActivityTally> _tallies = [];
    private readonly ValueBudget _values = new(MostValues);

    /// <summary>The number of calls whose principal or credential was left out, because there are too many.</summary>
    public long MoreCalls { get; private set; }

    /// <summary>The sums: principals first, and among them the one that called first.</summary>
    public IEnumerable<ActivitySummary> Summaries =>
        _tallies
            .Values.Select(tally => tally.Summary)
            .OrderBy(one => one.Owner)
            .ThenBy(one => one.First ?? DateTimeOffset.MaxValue)
            .ThenBy(one => one.Id, StringComparer.Ordinal);

    /// <summary>Adds a call.</summary>
    public void Add(RecordedCall call)
    {
        Add(ActivityOwner.Principal, call.Principal, call);
        Add(ActivityOwner.Credential, call.AccessKey, call);
    }

    private void Add(ActivityOwner owner, string? id, RecordedCall call)
    {
        if (id is null)
        {
            return;
        }

        if (!_tallies.TryGetValue((owner, id), out var tally))
        {
            if (_tallies.Count == MostOwners)
            {
                MoreCalls++;
                return;
            }

            _tallies[(owner, id)] = tally = new ActivityTally(owner, id, _values);
        }

        tally.Add(call);
    }
}
