namespace BedrockDefense.Live.Reading;

/// <summary>A service answered, and what it answered does not contain the resource.</summary>
/// <param name="message">What is missing.</param>
public sealed class ResourceMissingException(string message) : InvalidOperationException(message);
