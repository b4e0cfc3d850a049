namespace BedrockDefense.Hunting.Timelines;

/// <summary>The invocations of a model in a blind window.</summary>
/// <param name="Model">The id or ARN of the model; <c>—</c> where the events do not say.</param>
/// <param name="Principal">Who invoked it; <c>—</c> where the events do not say.</param>
/// <param name="Count">The number of invocations.</param>
public sealed record BlindInvocations(string Model, string Principal, long Count);
