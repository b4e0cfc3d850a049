namespace BedrockDefense.Hunting.Correlating;

/// <summary>The amount of work for correlating, which tests limit. Unlike seconds, it is the same on every machine.</summary>
internal sealed class Effort
{
    /// <summary>The number of comparisons between two events, or two findings, for sorting.</summary>
    public long Comparisons { get; set; }

    /// <summary>The number of events examined after sorting, and of steps of an order tried with an event.</summary>
    public long Visits { get; set; }
}
