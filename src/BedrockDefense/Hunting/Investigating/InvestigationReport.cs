namespace BedrockDefense.Hunting.Investigating;

/// <summary>The result of an investigation, without its links.</summary>
/// <param name="Reading">The result of the reading.</param>
/// <param name="Traced">The number of access keys that were traced.</param>
/// <param name="MissingLinks">The number of calls that the archive does not hold.</param>
/// <param name="StartsWithoutKey">The number of events to start from that state no access key, so that nothing can be traced.</param>
/// <param name="LeftOut">The number of events that were left out, because there are more than can be shown.</param>
public sealed record InvestigationReport(HuntReport Reading, int Traced, long MissingLinks, long StartsWithoutKey, long LeftOut);
