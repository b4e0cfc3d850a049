using BedrockDefense.Stack.Checking.Plans;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>What a judge says of a resource.</summary>
internal sealed class ResourceOpinion(PlannedResource resource)
{
    private readonly List<PlanFinding> _findings = [];
    private readonly List<UnjudgedPart> _notJudged = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<PlanFinding> Findings => _findings;

    /// <summary>What nobody knows.</summary>
    public IReadOnlyList<UnjudgedPart> NotJudged => _notJudged;

    public void Find(PlanRule rule, string text) => _findings.Add(new(rule, resource.Address, text));

    public void DoNotKnow(string reason) => _notJudged.Add(new(resource.Address, reason));
}
