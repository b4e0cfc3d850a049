using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// Decides what one policy document says about a request. It does not consider other policies that apply to the request.
/// </summary>
public static class PolicyEvaluator
{
    /// <summary>
    /// Judges a request. It is denied if a statement denies it, allowed if otherwise a statement allows it, and denied if
    /// none does.
    /// </summary>
    public static Verdict Evaluate(this PolicyDocument policy, RequestContext request)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(request);
        var explanations = policy.Explain(request);
        if (explanations.FirstOrDefault(one => one.IsMatch && one.Statement.Effect == PolicyEffect.Deny) is { } deny)
        {
            return new Verdict(Decision.ExplicitlyDenied, $"denied by {deny.Name}", deny, explanations);
        }

        if (explanations.FirstOrDefault(one => one.IsMatch) is { } allow)
        {
            return new Verdict(Decision.Allowed, $"allowed by {allow.Name}", allow, explanations);
        }

        return new Verdict(Decision.ImplicitlyDenied, $"no statement of {policy.Name} allows it", null, explanations);
    }

    internal static IReadOnlyList<StatementExplanation> Explain(this PolicyDocument policy, RequestContext request, string? level = null) =>
        [.. policy.Statements.Select(statement => new StatementExplanation(level, policy.Name, statement, request))];
}
