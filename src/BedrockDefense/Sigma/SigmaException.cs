namespace BedrockDefense.Sigma;

/// <summary>A Sigma document is wrong, or asks for something not supported here; carries all faults of the file.</summary>
public sealed class SigmaException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
