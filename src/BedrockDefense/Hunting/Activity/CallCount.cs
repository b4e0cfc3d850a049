namespace BedrockDefense.Hunting.Activity;

/// <summary>How many calls had a value.</summary>
/// <param name="Value">The value, such as an address.</param>
/// <param name="Calls">The number of calls, those that were refused included.</param>
/// <param name="Refused">The number of calls that were refused or failed.</param>
public sealed record CallCount(string Value, long Calls, long Refused);
