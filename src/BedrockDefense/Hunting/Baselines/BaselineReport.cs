namespace BedrockDefense.Hunting.Baselines;

/// <summary>What calls were compared with.</summary>
/// <param name="From">The beginning of the time before.</param>
/// <param name="To">The end of the time before, and the beginning of what may be new.</param>
/// <param name="Earliest">The time of the earliest event in the time before; null when there is none.</param>
/// <param name="Events">The number of events in the time before.</param>
public sealed record BaselineReport(DateTimeOffset From, DateTimeOffset To, DateTimeOffset? Earliest, long Events);
