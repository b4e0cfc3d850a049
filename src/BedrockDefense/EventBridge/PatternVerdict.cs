namespace BedrockDefense.EventBridge;

/// <summary>
/// Whether a pattern matched, and which fields decided that. The reason may quote text of the event. Control characters are
/// made visible and long values are cut, but the text is not escaped for any markup.
/// </summary>
public sealed record PatternVerdict(bool IsMatch, string Reason);
