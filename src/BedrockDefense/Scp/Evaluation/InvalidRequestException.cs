namespace BedrockDefense.Scp.Evaluation;

/// <summary>A request that no caller could make: its principal, action, resource or condition keys are not of a valid form.</summary>
public sealed class InvalidRequestException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
