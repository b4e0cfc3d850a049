namespace BedrockDefense.Athena;

/// <summary>
/// Athena SQL over the trail's table cannot say what a rule says, or only nearly; each fault names the place in the rule
/// and the reason.
/// </summary>
public sealed class NotSupportedByAthenaException(IReadOnlyList<Fault> faults) : InvalidInputException(faults);
