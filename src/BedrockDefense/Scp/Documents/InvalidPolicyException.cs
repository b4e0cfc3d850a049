namespace BedrockDefense.Scp.Documents;

/// <summary>A policy document that AWS would refuse, or that this evaluator would have to guess at.</summary>
public sealed class InvalidPolicyException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
