namespace BedrockDefense.Live.Finding;

/// <summary>Several resources could be the one that the program declares.</summary>
/// <param name="message">Which ones, and what to do.</param>
public sealed class AmbiguousResourceException(string message) : InvalidOperationException(message);
