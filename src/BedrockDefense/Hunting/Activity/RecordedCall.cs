using BedrockDefense.Hunting.Correlating;

namespace BedrockDefense.Hunting.Activity;

/// <summary>
/// A call that an event records. Its texts come from the event, so an attacker may have written them. A fact is null when the event does
/// not contain it.
/// </summary>
/// <param name="File">The path of the file.</param>
/// <param name="Offset">The position of the event in the decompressed file, in bytes.</param>
/// <param name="Event">The facts that the event states; its principal is the caller, such as a session of a role.</param>
public sealed record RecordedCall(string File, long Offset, EventFacts Event)
{
    /// <summary>The service that was called: <c>eventSource</c>, as the event writes it.</summary>
    public string? Source { get; init; }

    /// <summary>The error that the service answered with: <c>errorCode</c>. Null means that the call succeeded.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The address that the call came from, or the service that made it.</summary>
    public string? Address { get; init; }

    /// <summary>The program that made the call, as it calls itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The access key that the caller used.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Who is behind the caller's sessions: the ARN of the role, or of the user; for others what names the caller.</summary>
    public string? Principal { get; init; }

    /// <summary>Whether the caller authenticated with multi-factor authentication; null when the event does not say.</summary>
    public bool? HasMfa { get; init; }

    /// <summary>The role that the call asked for: <c>requestParameters.roleArn</c> of a call that assumes a role.</summary>
    public string? AssumedRole { get; init; }

    /// <summary>The model that was invoked: <c>requestParameters.modelId</c>.</summary>
    public string? Model { get; init; }

    /// <summary>The number of tokens that the model read.</summary>
    public long? InputTokens { get; init; }

    /// <summary>The number of tokens that the model wrote.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>The record on one line; null unless <see cref="HuntOptions.KeepsRecords"/> is set.</summary>
    public string? Record { get; init; }

    /// <summary>The service and the name of the call, such as <c>iam:CreateUser</c>.</summary>
    public string Api => ApiOf(Source, Event.Name);

    /// <summary>Whether the service refused the call or failed.</summary>
    public bool IsRefused => ErrorCode is not null;

    /// <summary>The time of the event; null when it cannot be read.</summary>
    public DateTimeOffset? Time { get; } = EventTime.Read(Event.Time);

    /// <summary>Returns the service, without the end of its host's name, and the name of a call.</summary>
    internal static string ApiOf(string? source, string? name)
    {
        const string Host = ".amazonaws.com";
        var service = source?.EndsWith(Host, StringComparison.Ordinal) == true ? source[..^Host.Length] : source;
        return $"{service ?? "—"}:{name ?? "—"}";
    }
}
