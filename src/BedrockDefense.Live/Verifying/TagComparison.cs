using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Comparing;
using BedrockDefense.Live.Reading;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Verifying;

/// <summary>Compares the tags that a resource declares with those that it has, where its reader does not tell them.</summary>
internal static class TagComparison
{
    /// <summary>Compares the tags; null where they are as declared, or none are declared.</summary>
    /// <param name="place">Where the resource is.</param>
    /// <param name="resource">The resource.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<Difference?> OfAsync(Place place, DeclaredResource resource)
    {
        if (!TagReaders.Reads(resource))
        {
            return null;
        }

        var wanted = CanonicalForm.Of(resource.Inputs["tags"]);
        var found = CanonicalForm.Of(await TagReaders.ReadAsync(place, resource).ConfigureAwait(false));
        return wanted == found ? null : new Difference($"{resource.Type} {resource.Name}", "tags", wanted, found);
    }
}
