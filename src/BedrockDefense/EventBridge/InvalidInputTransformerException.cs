namespace BedrockDefense.EventBridge;

/// <summary>An input transformer that EventBridge would reject, or whose result AWS does not define.</summary>
public sealed class InvalidInputTransformerException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
