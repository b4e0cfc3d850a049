namespace BedrockDefense.Live.Proving.Keeping;

/// <summary>A state cannot be put back without the risk to destroy what somebody else made.</summary>
public sealed class NotPutBackException(string message) : Exception(message);
