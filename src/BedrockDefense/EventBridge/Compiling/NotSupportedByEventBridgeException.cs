namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// EventBridge event patterns cannot say what a rule says, or only nearly; each fault names the place in the rule
/// and the reason.
/// </summary>
public sealed class NotSupportedByEventBridgeException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
