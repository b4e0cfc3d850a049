namespace BedrockDefense.EventBridge;

/// <summary>
/// Whether a pattern matched, and which fields decided it. The reason may quote text of the event: control
/// characters are made visible and long values are cut, but it is not escaped for any markup.
/// </summary>
public sealed record PatternVerdict(bool IsMatch, string Reason);
