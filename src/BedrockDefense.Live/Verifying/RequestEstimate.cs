using BedrockDefense.Live.Reading;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Verifying;

/// <summary>Estimates how many requests a verification sends, before it sends most of them.</summary>
public static class RequestEstimate
{
    // AWS returns at most 100 instances of a stack set in a page (AWS CloudFormation API Reference, "ListStackInstances").
    private const int InstancesPerPage = 100;

    // For types that take another number than one: their ids, parts, additions, health and metrics.
    private static readonly Dictionary<string, int> RequestsOfType = new()
    {
        ["aws:athena/namedQuery:NamedQuery"] = 2,
        ["aws:cloudformation/stackSet:StackSet"] = 2,
        ["aws:cloudtrail/trail:Trail"] = 4,
        ["aws:cloudwatch/eventRule:EventRule"] = 2,
        ["aws:cloudwatch/logGroup:LogGroup"] = 5,
        ["aws:cloudwatch/metricAlarm:MetricAlarm"] = 2,
        ["aws:iam/role:Role"] = 3,
        ["aws:kms/key:Key"] = 4,
        ["aws:organizations/policy:Policy"] = 2,
        ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"] = 2,
        ["aws:scheduler/schedule:Schedule"] = 2,
        ["aws:sns/topic:Topic"] = 4,
    };

    /// <summary>Estimates the requests.</summary>
    /// <param name="stack">The stack, rendered without AWS.</param>
    /// <param name="accounts">The active accounts of the organization.</param>
    /// <param name="isToRead">Whether a resource is to be read; null where all are.</param>
    public static long Of(StackDeclaration stack, int accounts, Func<DeclaredResource, bool>? isToRead = null)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack
                .Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal))
                .Where(resource => isToRead is null || isToRead(resource))
                .Sum(resource =>
                    resource.Type == "aws:cloudformation/stackInstances:StackInstances"
                        ? Pages(resource, accounts)
                        : RequestsOfType.GetValueOrDefault(resource.Type, 1) + (TagReaders.Reads(resource) ? 1 : 0)
                ) + OfChecks(stack);
    }

    // The canary, the Regions, a list of rules for each bus, and a list of policies for each target and type.
    private static long OfChecks(StackDeclaration stack) =>
        2
        + stack
            .OfType("aws:cloudwatch/eventRule:EventRule")
            .Select(rule => (rule.ProviderAccountId, rule.Text("region"), rule.Text("eventBusName")))
            .Distinct()
            .LongCount()
        + stack
            .OfType("aws:organizations/policyAttachment:PolicyAttachment")
            .Select(attachment => attachment.Text("targetId"))
            .Distinct()
            .LongCount();

    // Each target is asked for its accounts and units, and the program asks as well.
    private static long Pages(DeclaredResource instances, int accounts) =>
        2 + Math.Max(1, ((long)accounts * (instances.Inputs["regions"]?.AsArray().Count ?? 0) + InstancesPerPage - 1) / InstancesPerPage);
}
