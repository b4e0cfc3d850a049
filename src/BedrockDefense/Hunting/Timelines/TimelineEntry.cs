using BedrockDefense.Hunting.Activity;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Timelines;

/// <summary>An event of the timeline.</summary>
/// <param name="Kind">Why it stands there.</param>
/// <param name="Call">The call that the event records.</param>
public sealed record TimelineEntry(TimelineKind Kind, RecordedCall Call)
{
    /// <summary>The id of the detection that matches the event; null unless it is a finding.</summary>
    public string? Rule { get; init; }

    /// <summary>The title of the detection.</summary>
    public string? Title { get; init; }

    /// <summary>The severity of the detection.</summary>
    public SigmaLevel? Level { get; init; }

    /// <summary>The blind window that begins or ends here; null for other events.</summary>
    public BlindWindow? Window { get; init; }
}
