namespace BedrockDefense.Stack.Comparison;

/// <summary>A call that a guardrail refuses to most principals.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="Resource">The ARN of the resource, or <c>*</c>.</param>
internal sealed record GuardedCall(string Action, string Resource);
