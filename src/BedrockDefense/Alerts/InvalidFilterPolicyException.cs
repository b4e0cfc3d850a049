namespace BedrockDefense.Alerts;

/// <summary>A filter policy that SNS would reject, or that uses something that SNS does not document.</summary>
public sealed class InvalidFilterPolicyException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
