namespace BedrockDefense.Alerts;

/// <summary>A maintenance window leaves out one of two detections that people are told of in one message.</summary>
public sealed class InseparableDetectionsException(string message) : InvalidInputException(message);
