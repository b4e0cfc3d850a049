namespace BedrockDefense.Alerts;

/// <summary>A maintenance window names only one of two detections that share one message to people.</summary>
public sealed class InseparableDetectionsException(string message) : InvalidInputException(message);
