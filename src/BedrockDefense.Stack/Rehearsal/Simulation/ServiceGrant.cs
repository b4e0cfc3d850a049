using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>Judges whether a resource's policy lets an AWS service do something on behalf of another resource.</summary>
internal static class ServiceGrant
{
    /// <summary>Whether the policy grants it. A resource without a policy grants nothing.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="service">The service's principal.</param>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource's ARN; <c>*</c> for the trust policy of a role.</param>
    /// <param name="sourceArn">The resource on whose behalf the service acts; null where the service does not name it.</param>
    public static bool Holds(PolicyDocument? policy, string service, string action, string resource, string? sourceArn)
    {
        var keys = new Dictionary<string, IReadOnlyList<string>> { ["aws:SecureTransport"] = ["true"] };
        if (sourceArn is not null)
        {
            keys["aws:SourceArn"] = [sourceArn];
            keys["aws:SourceAccount"] = [sourceArn.Split(':')[4]];
        }

        return policy is not null
            && ResourcePolicyEvaluator.Evaluate(policy, RequestContext.Create(service, action, resource, keys)).IsAllowed;
    }
}
