using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// Decides what the policy of a topic, key, queue, bus, bucket or role says about a request. Whether the caller's own
/// policies must say so too (they must across accounts) is not considered.
/// </summary>
public static class ResourcePolicyEvaluator
{
    /// <summary>Judges a request by a policy read as <see cref="PolicyKind.Resource"/>.</summary>
    /// <exception cref="ArgumentException">The policy is of another kind, so that it names no principals.</exception>
    public static Verdict Evaluate(PolicyDocument policy, RequestContext request) =>
        policy.Kind == PolicyKind.Resource
            ? policy.Evaluate(request)
            : throw new ArgumentException(
                $"{policy.Name} was read as a policy of kind {policy.Kind}, not {PolicyKind.Resource}",
                nameof(policy)
            );
}
