using System.Collections.Immutable;

namespace BedrockDefense.Cli.Rendering;

/// <summary>
/// The resources that exist before the stack and that the program reads: as good as it needs them to be. A type that is
/// not listed is an error.
/// </summary>
internal static class ExistingResources
{
    /// <summary>The state of a resource.</summary>
    public static ImmutableDictionary<string, object> State(string type, string id) => type switch
    {
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
}
