using System.Text.Json.Nodes;
using BedrockDefense.Live.Proving.Keeping;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Proving.Attacking;

/// <summary>A call of a scenario as it is made for real.</summary>
/// <param name="State">What the call may change; null when it changes nothing.</param>
/// <param name="Subject">What that belongs to.</param>
/// <param name="SendAsync">Makes the call, given what stood before and the name of the run.</param>
internal sealed record AttackCall(KeptState? State, string Subject, Func<Place, JsonObject?, string, Task> SendAsync)
{
    /// <summary>
    /// Whether the call aims at nothing, so that it fails where it is let through. It can show a refusal and nothing else.
    /// </summary>
    public bool ShowsRefusalOnly { get; init; }

    /// <summary>Whether the call creates its subject, so that it fails where the subject exists.</summary>
    public bool Creates { get; init; }
}
