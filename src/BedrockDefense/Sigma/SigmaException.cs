namespace BedrockDefense.Sigma;

/// <summary>
/// A Sigma document is invalid, or uses a feature that this project does not support. The exception contains all faults of the
/// file.
/// </summary>
public sealed class SigmaException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
