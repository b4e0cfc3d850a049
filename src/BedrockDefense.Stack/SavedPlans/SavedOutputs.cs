namespace BedrockDefense.Stack.SavedPlans;

/// <summary>The outputs of a stack that are kept with its plan.</summary>
/// <param name="TrailArn">The organization trail, whether created or reused.</param>
/// <param name="Coverage">Says whom the guardrails restrict.</param>
internal sealed record SavedOutputs(string TrailArn, string Coverage);
