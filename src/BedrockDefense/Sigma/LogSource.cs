namespace BedrockDefense.Sigma;

/// <summary>The log a rule reads; the detections here read <c>product: aws, service: cloudtrail</c>.</summary>
public sealed record LogSource(string? Category, string? Product, string? Service);
