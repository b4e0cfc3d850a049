using System.Collections.Immutable;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Rendering;

/// <summary>
/// The resources that the program reads, since they exist before the stack or AWS keeps them: as good as it needs them to
/// be. A type that is not listed is an error.
/// </summary>
internal static class ExistingResources
{
    /// <summary>The state of a resource.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="id">Its id.</param>
    /// <param name="organization">The organization it is in.</param>
    /// <param name="declared">What was declared before it is read.</param>
    public static ImmutableDictionary<string, object> State(
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

    // Every stack stands as it should.
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
