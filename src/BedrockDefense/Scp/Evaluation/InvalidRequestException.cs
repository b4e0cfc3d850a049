namespace BedrockDefense.Scp.Evaluation;

/// <summary>No caller could make a request: its principal, action, resource or condition keys do not have a valid form.</summary>
public sealed class InvalidRequestException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
