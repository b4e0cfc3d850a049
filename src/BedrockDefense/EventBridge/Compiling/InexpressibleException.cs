namespace BedrockDefense.EventBridge.Compiling;

/// <summary>The target language cannot express a condition. The message is the reason that the user reads.</summary>
internal sealed class InexpressibleException(string reason) : Exception(reason);
