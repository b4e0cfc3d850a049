namespace BedrockDefense.EventBridge;

/// <summary>An event pattern that EventBridge would reject; every fault names the path inside the pattern.</summary>
public sealed class InvalidPatternException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
