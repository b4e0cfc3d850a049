namespace BedrockDefense.Hunting.Summarizing;

/// <summary>The result of summing up an archive, without its lines.</summary>
/// <param name="Reading">The result of the reading.</param>
public sealed record SummaryReport(HuntReport Reading)
{
    /// <summary>The number of events without a readable time, which are counted but in no list.</summary>
    public long EventsWithoutTime { get; init; }

    /// <summary>The number of calls that are in no list, because a list would take too much memory.</summary>
    public long MoreCalls { get; init; }

    /// <summary>The number of rows of refused calls that were not asked for.</summary>
    public int RefusedNotShown { get; init; }

    /// <summary>The number of access keys that were not asked for.</summary>
    public int AccessKeysNotShown { get; init; }
}
