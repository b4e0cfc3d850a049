using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// Judges requests by the policy of a topic, key, queue, bus, bucket or role. Across accounts the caller's own policies must
/// allow the request too; this evaluator does not consider them.
/// </summary>
public static class ResourcePolicyEvaluator
{
    /// <summary>Judges a request by a policy read as <see cref="PolicyKind.Resource"/>.</summary>
    /// <exception cref="ArgumentException">The policy is of another kind, so it names no principals.</exception>
    public static Verdict Evaluate(PolicyDocument policy, RequestContext request) =>
        policy.Kind == PolicyKind.Resource
            ? policy.Evaluate(request)
            : throw new ArgumentException(
                $"{policy.Name} was read as a policy of kind {policy.Kind}, not {PolicyKind.Resource}",
                nameof(policy)
            );
}
