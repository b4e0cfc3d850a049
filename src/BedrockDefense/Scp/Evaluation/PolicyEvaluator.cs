using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>Decides what one document alone says; other policies that bear on the request are not considered.</summary>
public static class PolicyEvaluator
{
    /// <summary>Denied if a statement denies, else allowed if one allows, else denied for lack of one.</summary>
    public static Verdict Evaluate(this PolicyDocument policy, RequestContext request)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(request);
        var explanations = policy.Explain(request);
        if (explanations.FirstOrDefault(one => one.Matched && one.Statement.Effect == PolicyEffect.Deny) is { } deny)
        {
            return new Verdict(Decision.ExplicitlyDenied, $"denied by {deny.Name}", deny, explanations);
        }

        if (explanations.FirstOrDefault(one => one.Matched) is { } allow)
        {
            return new Verdict(Decision.Allowed, $"allowed by {allow.Name}", allow, explanations);
        }

        return new Verdict(Decision.ImplicitlyDenied, $"no statement of {policy.Name} allows it", null, explanations);
    }

    internal static IReadOnlyList<StatementExplanation> Explain(this PolicyDocument policy, RequestContext request, string? level = null) =>
        [.. policy.Statements.Select(statement => new StatementExplanation(level, policy.Name, statement, request))];
}
