namespace BedrockDefense.Hunting.Activity;

/// <summary>How often a model was invoked.</summary>
/// <param name="Model">The id or ARN of the model, as the calls write it.</param>
/// <param name="Calls">The number of calls, those that were refused included.</param>
/// <param name="Refused">The number of calls that were refused or failed.</param>
/// <param name="CallsWithTokens">The number of calls whose events count tokens. Events of CloudTrail usually do not.</param>
/// <param name="InputTokens">The number of tokens that those calls read.</param>
/// <param name="OutputTokens">The number of tokens that those calls wrote.</param>
public sealed record ModelUse(string Model, long Calls, long Refused, long CallsWithTokens, long InputTokens, long OutputTokens);
