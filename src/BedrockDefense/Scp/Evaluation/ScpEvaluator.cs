using System.Text.RegularExpressions;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// Judges requests by service control policies (AWS Organizations: SCP evaluation). A deny at any level denies. Otherwise
/// every level from the root to the account must allow the request. An allowed request still needs a policy that grants it.
/// </summary>
public static partial class ScpEvaluator
{
    /// <summary>
    /// Judges a request of a principal in a member account. Service-linked roles, services that act as themselves and callers
    /// without credentials are not restricted. The management account is not restricted either; the code that calls this
    /// method must take care of that.
    /// </summary>
    /// <param name="levels">The root, the organizational units and the account, in that order; at least one.</param>
    /// <param name="request">The call.</param>
    public static Verdict Evaluate(IReadOnlyList<ScpLevel> levels, RequestContext request)
    {
        ArgumentOutOfRangeException.ThrowIfZero(levels.Count, nameof(levels));
        if (FindExemption(request) is { } reason)
        {
            return new Verdict(Decision.Allowed, reason, null, []);
        }

        var explained = levels
            .Select(level => (level.Name, Statements: level.Policies.SelectMany(policy => policy.Explain(request, level.Name)).ToList()))
            .ToList();
        List<StatementExplanation> all = [.. explained.SelectMany(level => level.Statements)];
        if (all.FirstOrDefault(statement => Applies(statement, PolicyEffect.Deny)) is { } deny)
        {
            return new Verdict(Decision.ExplicitlyDenied, $"denied by {deny.Name}", deny, all);
        }

        StatementExplanation? allow = null;
        foreach (var (name, statements) in explained)
        {
            allow = statements.FirstOrDefault(statement => Applies(statement, PolicyEffect.Allow));
            if (allow is null)
            {
                return new Verdict(Decision.ImplicitlyDenied, $"no statement allows it at {name}", null, all);
            }
        }

        return new Verdict(
            Decision.Allowed,
            $"no statement denies it, and every level allows it: at {allow!.Level} by {allow.Name}",
            allow,
            all
        );
    }

    /// <summary>Whether a principal is a service-linked role. No policy of an organization restricts such a role.</summary>
    internal static bool IsServiceLinkedRole(string principal) => ServiceLinkedRole().IsMatch(principal);

    private static bool Applies(StatementExplanation statement, PolicyEffect effect) =>
        statement.Statement.Effect == effect && statement.IsMatch;

    private static string? FindExemption(RequestContext request)
    {
        if (request.IsService)
        {
            return $"service control policies do not restrict a service acting as itself, such as {request.Principal}";
        }

        if (request.IsAnonymous)
        {
            return "service control policies restrict principals of the organization's accounts, and a caller without credentials is none";
        }

        return IsServiceLinkedRole(request.Principal)
            ? $"service control policies do not restrict service-linked roles, such as {request.Principal}"
            : null;
    }

    [GeneratedRegex("^arn:[^:]+:iam::[^:]+:role/aws-service-role/", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceLinkedRole();
}
