using BedrockDefense.Stack.Checking.Plans;

namespace BedrockDefense.Stack.Checking;

/// <summary>What is wrong with a plan, and what of it nobody knows.</summary>
/// <param name="Tool">The tool that wrote the plan.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="NotJudged">What could matter and could not be judged.</param>
/// <param name="Facts">By what it was judged, a sentence each.</param>
public sealed record PlanVerdict(
    string Tool,
    IReadOnlyList<PlanFinding> Findings,
    IReadOnlyList<UnjudgedPart> NotJudged,
    IReadOnlyList<string> Facts
)
{
    /// <summary>How many changed resources are of types that are judged.</summary>
    public int Judged { get; init; }

    /// <summary>How many changed resources are of types whose calls no guardrail is about, or of other providers than AWS's.</summary>
    public int Unconcerned { get; init; }

    /// <summary>How many resources stay as they are.</summary>
    public int Untouched { get; init; }
}
