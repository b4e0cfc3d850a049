using System.Text.Json.Serialization;

namespace BedrockDefense.Live.Proving;

/// <summary>
/// Whether the record of an invocation arrived. A record proves that Bedrock delivered one with the request's id and the account's, as far
/// as nobody else may write to its place.
/// </summary>
/// <param name="RequestId">AWS's id of the request; null when the answer told none.</param>
/// <param name="Destination">Where the record was looked for; null when no place is known.</param>
/// <param name="SeenAfterSeconds">The seconds from the call until the record was seen; null when it was not.</param>
/// <param name="WaitedSeconds">The seconds from the call to the last look.</param>
/// <param name="NotRead">The reason why nobody knows; null when it was looked for.</param>
public sealed record ObservedInvocation(
    string? RequestId,
    string? Destination,
    double? SeenAfterSeconds,
    double WaitedSeconds,
    string? NotRead
)
{
    /// <summary>Whether the record was seen; null when nobody knows.</summary>
    [JsonIgnore]
    public bool? IsSeen =>
        SeenAfterSeconds is not null ? true
        : NotRead is null ? false
        : null;
}
