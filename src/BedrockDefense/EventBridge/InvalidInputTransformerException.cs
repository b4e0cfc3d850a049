namespace BedrockDefense.EventBridge;

/// <summary>EventBridge would reject an input transformer, or AWS does not define its result.</summary>
public sealed class InvalidInputTransformerException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
