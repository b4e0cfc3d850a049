using System.Collections.Immutable;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Rendering;

/// <summary>
/// Answers when the program reads the state of a resource that exists before the stack, or that AWS maintains. Each is in the
/// state that the program needs. A type that is not listed is an error.
/// </summary>
internal static class ExistingResources
{
    /// <summary>Returns the state of a resource.</summary>
    /// <param name="type">The resource's type.</param>
    /// <param name="id">The resource's id.</param>
    /// <param name="organization">The organization of the resource.</param>
    /// <param name="declared">The resources that were declared before this one is read.</param>
    public static ImmutableDictionary<string, object> StateOf(
        string type,
        string id,
        SampleOrganization organization,
        IEnumerable<DeclaredResource> declared
    ) =>
        type switch
        {
            "aws:cloudformation/stackInstances:StackInstances" => new Dictionary<string, object>
            {
                ["stackInstanceSummaries"] = Instances(
                    declared.Single(instances => instances.Type == type && instances.Id == id),
                    organization
                ),
            }.ToImmutableDictionary(),
            "aws:cloudtrail/trail:Trail" => new Dictionary<string, object>
            {
                ["arn"] = id,
                ["isMultiRegionTrail"] = true,
                ["isOrganizationTrail"] = true,
                ["enableLogging"] = true,
                ["s3BucketName"] = "organization-trail",
            }.ToImmutableDictionary(),
            _ => throw new NotSupportedException($"the rehearsal does not know how to read the resource {id} of type {type}"),
        };

    // Every stack instance is up to date.
    private static ImmutableArray<object> Instances(DeclaredResource declared, SampleOrganization organization) =>
        [
            .. declared.Inputs["regions"]!
                .AsArray()
                .SelectMany(
                    region => organization.MemberAccountIds.Concat(organization.FurtherAccountIds),
                    (region, account) =>
                        new Dictionary<string, object>
                        {
                            ["accountId"] = account,
                            ["region"] = region!.GetValue<string>(),
                            ["status"] = "CURRENT",
                            ["detailedStatus"] = "SUCCEEDED",
                        }.ToImmutableDictionary()
                ),
        ];
}
