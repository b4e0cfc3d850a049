namespace BedrockDefense.Scp.Documents;

/// <summary>AWS would refuse a policy document, or this evaluator would have to guess what it means.</summary>
public sealed class InvalidPolicyException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
