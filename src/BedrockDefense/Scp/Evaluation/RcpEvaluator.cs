namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// Judges requests by resource control policies (AWS Organizations User Guide, "How RCPs work"). A deny at any level above
/// the resource denies, whoever calls. An allowed request still needs a policy that grants it.
/// </summary>
public static class RcpEvaluator
{
    /// <summary>
    /// Judges a request to a resource of a member account. Service-linked roles are not restricted. Resource control policies
    /// restrict neither the management account's resources nor every service; the code that calls this method must take care
    /// of these two cases.
    /// </summary>
    /// <param name="levels">
    /// The root, the organizational units and the account of the resource, in that order. Each has only the stack's policies.
    /// </param>
    /// <param name="request">The call. If a service calls, the request must give <c>aws:PrincipalIsAWSService</c>.</param>
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
        return all.FirstOrDefault(statement => statement.IsMatch) is { } deny
            ? new Verdict(Decision.ExplicitlyDenied, $"denied by {deny.Name}", deny, all)
            : new Verdict(Decision.Allowed, "no statement denies it", null, all);
    }
}
