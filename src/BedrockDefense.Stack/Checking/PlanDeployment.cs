namespace BedrockDefense.Stack.Checking;

/// <summary>Who deploys a plan, and where to.</summary>
/// <param name="Principal">The ARN of the role that deploys; null for one that no guardrail exempts.</param>
/// <param name="Account">The account's id; null where the plan says it.</param>
/// <param name="Region">The Region of resources for which the plan names none; null for none.</param>
public sealed record PlanDeployment(string? Principal = null, string? Account = null, string? Region = null);
