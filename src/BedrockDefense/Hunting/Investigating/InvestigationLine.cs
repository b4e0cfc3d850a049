using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Baselines;
using BedrockDefense.Hunting.Timelines;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>A piece of the answer of an investigation.</summary>
public abstract record InvestigationLine;

/// <summary>What a principal did, or what was done with a credential.</summary>
/// <param name="Activity">The sums.</param>
public sealed record SummaryLine(ActivitySummary Activity) : InvestigationLine;

/// <summary>What the calls were compared with. It comes before the first <see cref="NoveltyLine"/>.</summary>
/// <param name="Baseline">The time before.</param>
public sealed record BaselineLine(BaselineReport Baseline) : InvestigationLine;

/// <summary>Something that is new.</summary>
/// <param name="Novelty">What it is.</param>
public sealed record NoveltyLine(Novelty Novelty) : InvestigationLine;

/// <summary>An event of the timeline.</summary>
/// <param name="Entry">The event.</param>
public sealed record TimelineLine(TimelineEntry Entry) : InvestigationLine;
