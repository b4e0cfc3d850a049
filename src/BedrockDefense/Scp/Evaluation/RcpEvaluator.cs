namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// Decides what resource control policies decide (AWS Organizations User Guide, "How RCPs work"): a deny at any level above
/// the resource denies, whoever calls. An allowed request still needs a policy that grants it.
/// </summary>
public static class RcpEvaluator
{
    /// <summary>
    /// Judges a request to a resource of a member account. Service-linked roles are not restricted; that the management
    /// account's resources are not either, nor those of every service, is the caller's to know.
    /// </summary>
    /// <param name="levels">Root, organizational units and account of the resource, in that order, with the stack's policies alone.</param>
    /// <param name="request">The call; <c>aws:PrincipalIsAWSService</c> is the caller's to give where a service calls.</param>
    public static Verdict Evaluate(IReadOnlyList<ScpLevel> levels, RequestContext request)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(request);
        if (ScpEvaluator.IsServiceLinkedRole(request.Principal))
        {
            return new Verdict(
                Decision.Allowed,
                $"resource control policies do not restrict service-linked roles, such as {request.Principal}",
                null,
                []
            );
        }

        List<StatementExplanation> all =
        [
            .. levels.SelectMany(level => level.Policies.SelectMany(policy => policy.Explain(request, level.Name))),
        ];
        return all.FirstOrDefault(statement => statement.Matched) is { } deny
            ? new Verdict(Decision.ExplicitlyDenied, $"denied by {deny.Name}", deny, all)
            : new Verdict(Decision.Allowed, "no statement denies it", null, all);
    }
}
