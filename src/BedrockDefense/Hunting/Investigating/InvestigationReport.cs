namespace BedrockDefense.Hunting.Investigating;

/// <summary>The result of an investigation, without its lines.</summary>
/// <param name="Reading">The result of the reading.</param>
/// <param name="Traced">The number of access keys that were traced.</param>
public sealed record InvestigationReport(HuntReport Reading, int Traced)
{
    /// <summary>The number of calls that the archive does not hold.</summary>
    public long MissingLinks { get; init; }

    /// <summary>The number of events to start from that state no access key, so that no chain can be told.</summary>
    public long StartsWithoutKey { get; init; }

    /// <summary>The values to start from that occur in no event to start from, such as <c>address 203.0.113.77</c>.</summary>
    public IReadOnlyList<string> UnseenStarts { get; init; } = [];

    /// <summary>The number of events that belong to the chain and were left out, because there are more than can be shown.</summary>
    public long LinksLeftOut { get; init; }

    /// <summary>What else the answer leaves out, a remark each. A remark may contain texts of events.</summary>
    public IReadOnlyList<string> Omissions { get; init; } = [];
}
