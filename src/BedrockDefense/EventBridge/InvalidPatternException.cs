namespace BedrockDefense.EventBridge;

/// <summary>EventBridge would reject an event pattern. Every fault names the path inside the pattern.</summary>
public sealed class InvalidPatternException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
