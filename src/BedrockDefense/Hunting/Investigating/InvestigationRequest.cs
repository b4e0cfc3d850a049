using BedrockDefense.Catalog;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>What an investigation is asked.</summary>
/// <param name="Start">The events to start from.</param>
/// <param name="Detections">The detections that the timeline looks for, with their placeholders filled.</param>
public sealed record InvestigationRequest(InvestigationStart Start, IReadOnlyList<Detection> Detections)
{
    /// <summary>The parts of the answer.</summary>
    public InvestigationParts Parts { get; init; } = InvestigationParts.All;

    /// <summary>How long the time is that calls are compared with.</summary>
    public TimeSpan Baseline { get; init; } = DefaultBaseline;

    /// <summary>How far from a finding the timeline shows other calls with the same credentials.</summary>
    public TimeSpan Context { get; init; } = DefaultContext;

    /// <summary>
    /// How long before the first event to start from something can be new, unless the options say since when. Whoever has come has
    /// usually looked around before the event that gave them away.
    /// </summary>
    public static TimeSpan Lead => TimeSpan.FromDays(1);

    /// <summary>The default of <see cref="Baseline"/>.</summary>
    public static TimeSpan DefaultBaseline => TimeSpan.FromDays(30);

    /// <summary>The default of <see cref="Context"/>.</summary>
    public static TimeSpan DefaultContext => TimeSpan.FromMinutes(30);
}
