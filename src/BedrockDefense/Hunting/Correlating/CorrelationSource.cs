namespace BedrockDefense.Hunting.Correlating;

/// <summary>A rule of a correlation, as the source of events.</summary>
/// <param name="Hunt">The number of the hunt.</param>
/// <param name="Rule">The number of the rule.</param>
/// <param name="GroupBy">The slots of the fields that the correlation groups by.</param>
/// <param name="Counted">The slots of the fields that the correlation counts.</param>
/// <param name="IsFirstStep">Whether its events are the first step of an order.</param>
internal sealed record CorrelationSource(int Hunt, int Rule, int[] GroupBy, int[] Counted, bool IsFirstStep = false);
