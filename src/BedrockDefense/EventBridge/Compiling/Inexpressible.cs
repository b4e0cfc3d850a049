namespace BedrockDefense.EventBridge.Compiling;

/// <summary>The target language has no way to say it; the message is the reason a user reads.</summary>
internal sealed class Inexpressible(string reason) : Exception(reason);
