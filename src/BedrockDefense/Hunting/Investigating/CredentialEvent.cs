using BedrockDefense.Hunting.Correlating;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>
/// An event that used a credential, and may have issued one. Its texts come from the event, so an attacker may have written them. A fact
/// is null when the event does not contain it.
/// </summary>
/// <param name="File">The path of the file.</param>
/// <param name="Offset">The position of the event in the decompressed file, in bytes.</param>
/// <param name="Event">The facts that the event states.</param>
public sealed record CredentialEvent(string File, long Offset, EventFacts Event)
{
    /// <summary>The ARN of the caller.</summary>
    public string? CallerArn { get; init; }

    /// <summary>The type of the caller's identity, such as <c>AssumedRole</c>.</summary>
    public string? CallerType { get; init; }

    /// <summary>The name of the caller, the service, or the id of the caller.</summary>
    public string? CallerName { get; init; }

    /// <summary>The account of the caller.</summary>
    public string? CallerAccount { get; init; }

    /// <summary>The access key that the caller used.</summary>
    public string? CallerKey { get; init; }

    /// <summary>When the caller's session began.</summary>
    public DateTimeOffset? SessionCreated { get; init; }

    /// <summary>The access key that the call issued.</summary>
    public string? IssuedKey { get; init; }

    /// <summary>Whom the issued key is for: the ARN of a session or role, or the name of an IAM user.</summary>
    public string? IssuedTo { get; init; }

    /// <summary>Whether the event is a sign-in to the console that succeeded.</summary>
    public bool IsLogin { get; init; }

    /// <summary>The source identity, which stays the same however many roles are assumed.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>The address that the call came from, or the service that made it.</summary>
    public string? Address { get; init; }

    /// <summary>The id that the records of one call in several accounts share.</summary>
    public string? SharedEventId { get; init; }

    /// <summary>The record on one line; null unless <see cref="HuntOptions.KeepsRecords"/> is set.</summary>
    public string? Record { get; init; }

    /// <summary>The time of the event; null when it cannot be read.</summary>
    internal DateTimeOffset? Time => EventTime.Read(Event.Time);
}
