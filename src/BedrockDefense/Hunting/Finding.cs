using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting;

/// <summary>
/// An event that a rule matches, or the event that completes a correlation. Its texts come from the event, so an attacker may have
/// written them.
/// </summary>
/// <param name="Rule">The id of the detection or hunt.</param>
/// <param name="Title">The title of the detection or hunt.</param>
/// <param name="Level">The severity of the detection or hunt.</param>
/// <param name="File">The path of the file, as it was given or found.</param>
/// <param name="Offset">The position of the event in the decompressed file, in bytes.</param>
/// <param name="Event">The facts that the event states.</param>
public sealed record Finding(string Rule, string Title, SigmaLevel Level, string File, long Offset, EventFacts Event)
{
    /// <summary>The ids of the events that belong to the correlation, in order of time; empty for a detection.</summary>
    public IReadOnlyList<string> RelatedEventIds { get; init; } = [];

    /// <summary>The record on one line; null unless <see cref="HuntOptions.KeepsRecords"/> is set.</summary>
    public string? Record { get; init; }

    /// <summary>The number of events that belong to the finding. At most <see cref="MaximumRelatedEvents"/> of them are listed.</summary>
    public int EventCount { get; init; } = 1;

    /// <summary>The maximum number of events that are listed for a correlation.</summary>
    public const int MaximumRelatedEvents = 20;

    /// <summary>The approximate memory, in bytes, of the finding of a detection.</summary>
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
                + (Event.Address?.Length ?? 0)
                + (Record?.Length ?? 0)
            )
        );

    // The memory of two objects and of the headers of seven strings.
    private const int Overhead = 320;
}

/// <summary>
/// The facts of an event: its id, its time, its place, its name and its caller. A fact is null when the event does not contain it.
/// </summary>
/// <param name="EventId">CloudTrail's <c>eventID</c>.</param>
/// <param name="Time">CloudTrail's <c>eventTime</c>, as written.</param>
/// <param name="Account">The account that received the event.</param>
/// <param name="Region">The Region of the event.</param>
/// <param name="Name">The name of the call.</param>
/// <param name="Principal">The ARN of the caller, or another identification of the caller.</param>
public sealed record EventFacts(string? EventId, string? Time, string? Account, string? Region, string? Name, string? Principal)
{
    /// <summary>
    /// CloudTrail's <c>sourceIPAddress</c>: an address, or the name of an AWS service that made the call. It is null also unless <see
    /// cref="HuntOptions.KeepsAddresses"/> is set.
    /// </summary>
    public string? Address { get; init; }
}
