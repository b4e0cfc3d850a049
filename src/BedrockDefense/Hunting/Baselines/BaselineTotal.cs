namespace BedrockDefense.Hunting.Baselines;

/// <summary>The counts of all threads together.</summary>
internal sealed class BaselineTotal(int traits)
{
    private readonly Lock _lock = new();

    /// <summary>How often each trait occurred.</summary>
    public BaselineCount[] Counts { get; } = new BaselineCount[traits];

    /// <summary>The time of the earliest event.</summary>
    public DateTimeOffset? Earliest { get; private set; }

    /// <summary>The number of events.</summary>
    public long Events { get; private set; }

    /// <summary>Adds the counts of a thread.</summary>
    public void Add(BaselineCount[] counts, DateTimeOffset? earliest, long events)
    {
        lock (_lock)
        {
            for (var number = 0; number < counts.Length; number++)
            {
                var (one, other) = (Counts[number], counts[number]);
                Counts[number] = new BaselineCount(
                    one.Principal + other.Principal,
                    one.Account + other.Account,
                    one.Organization + other.Organization
                );
            }

            Earliest = Earliest is null || earliest < Earliest ? earliest ?? Earliest : Earliest;
            Events += events;
        }
    }
}
