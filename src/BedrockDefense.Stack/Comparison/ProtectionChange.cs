namespace BedrockDefense.Stack.Comparison;

/// <summary>One change of what a stack protects.</summary>
/// <param name="Direction">Whether the new configuration protects less, more or the same here.</param>
/// <param name="Area">The part of the protection, such as <c>guardrails</c> or <c>alerts</c>.</param>
/// <param name="Subject">What changed: a principal, a Region, a detection, a subscriber, a setting or a step of a scenario.</param>
/// <param name="Change">What changed about it, without a period. It may contain text from the configurations.</param>
public sealed record ProtectionChange(ChangeDirection Direction, string Area, string Subject, string Change);
