namespace BedrockDefense.Athena;

/// <summary>
/// Athena SQL over the table of the trail cannot express a rule exactly. Each fault names the place in the rule and the reason.
/// </summary>
public sealed class NotSupportedByAthenaException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
