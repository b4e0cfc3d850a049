namespace BedrockDefense.Stack.Checking;

/// <summary>Something that is wrong with a resource of a plan.</summary>
/// <param name="Rule">The kind.</param>
/// <param name="Address">Terraform's address or Pulumi's URN.</param>
/// <param name="Text">What is wrong, as a sentence without a period. It holds text from the plan, so escape it before display.</param>
public sealed record PlanFinding(PlanRule Rule, string Address, string Text);
