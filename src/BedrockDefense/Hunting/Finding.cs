using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting;

/// <summary>
/// An event that a rule matches, or the event that completes a correlation. Texts are the event's own, which an attacker may have
/// written.
/// </summary>
/// <param name="Rule">The id of the detection or hunt.</param>
/// <param name="Title">Its title.</param>
/// <param name="Level">Its level.</param>
/// <param name="File">The file, as it was given or found.</param>
/// <param name="Offset">Where in the inflated file the event begins, in bytes.</param>
/// <param name="Event">What the event says of itself.</param>
public sealed record Finding(string Rule, string Title, SigmaLevel Level, string File, long Offset, EventFacts Event)
{
    /// <summary>The events that make the correlation, in order of time; empty for a detection.</summary>
    public IReadOnlyList<string> RelatedEventIds { get; init; } = [];

    /// <summary>The record itself, on one line; null unless it was asked for.</summary>
    public string? Record { get; init; }

    /// <summary>How many events make it; at most <see cref="MostRelated"/> are listed.</summary>
    public int EventCount { get; init; } = 1;

    /// <summary>How many events of a correlation are listed.</summary>
    public const int MostRelated = 20;

    /// <summary>About how many bytes of memory the finding of a detection takes.</summary>
    internal int Size =>
        Overhead
        + (
            sizeof(char)
            * (
                (Event.EventId?.Length ?? 0)
                + (Event.Time?.Length ?? 0)
                + (Event.Account?.Length ?? 0)
                + (Event.Region?.Length ?? 0)
                + (Event.Name?.Length ?? 0)
                + (Event.Principal?.Length ?? 0)
                + (Record?.Length ?? 0)
            )
        );

    // Two objects and the heads of six texts.
    private const int Overhead = 320;
}

/// <summary>Which event it was, when, where and by whom; null where the event does not say.</summary>
/// <param name="EventId">CloudTrail's <c>eventID</c>.</param>
/// <param name="Time">Its <c>eventTime</c>, as written.</param>
/// <param name="Account">The account that received it.</param>
/// <param name="Region">The Region.</param>
/// <param name="Name">The call.</param>
/// <param name="Principal">The caller's ARN, or what else is known of the caller.</param>
public sealed record EventFacts(string? EventId, string? Time, string? Account, string? Region, string? Name, string? Principal);
