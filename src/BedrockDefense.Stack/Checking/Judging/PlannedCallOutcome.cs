using BedrockDefense.Stack.Comparison;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>What the guardrails say to a call.</summary>
/// <param name="Refusal">Whether they refuse it.</param>
/// <param name="By">The statement that refuses it, or may; null when none does.</param>
internal sealed record PlannedCallOutcome(Refusal Refusal, GuardrailStatement? By)
{
    public static PlannedCallOutcome LetThrough { get; } = new(Refusal.No, null);
}

/// <summary>Whether a call is refused.</summary>
internal enum Refusal
{
    /// <summary>It is let through.</summary>
    No,

    /// <summary>It is refused.</summary>
    Yes,

    /// <summary>It depends on what only the deployment will show.</summary>
    Unknown,
}
