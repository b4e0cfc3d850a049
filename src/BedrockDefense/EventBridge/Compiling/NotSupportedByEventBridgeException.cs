namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// EventBridge event patterns cannot express a rule exactly. Each fault names the place in the rule and the reason.
/// </summary>
public sealed class NotSupportedByEventBridgeException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
