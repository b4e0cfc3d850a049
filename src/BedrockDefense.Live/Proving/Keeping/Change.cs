using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Proving.Keeping;

/// <summary>A state as it was before an attack that may change it.</summary>
/// <param name="State">The name of the kind of state.</param>
/// <param name="Region">The code of the Region.</param>
/// <param name="Subject">What the state belongs to; empty where it has no name.</param>
/// <param name="Before">What it was; null when it did not exist.</param>
public sealed record Change(string State, string Region, string Subject, JsonObject? Before);
