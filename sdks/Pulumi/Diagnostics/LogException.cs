namespace Pulumi;

/// <summary>A message could not be logged.</summary>
public class LogException(Exception exception) : Exception($"Logging failed: {exception.Message}", exception);
