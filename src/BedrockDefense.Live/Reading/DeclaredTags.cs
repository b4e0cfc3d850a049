using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Reading;

/// <summary>Reads the tags that a resource declares. It may have others, which the provider or a cost tool sets.</summary>
internal static class DeclaredTags
{
    /// <summary>Finds those of the declared tags that an answer in XML has; null where none are declared.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="resource">The declared resource.</param>
    public static JsonObject? In(XElement answer, DeclaredResource resource) => Among(Tag.In(answer, "Tags"), resource);

    /// <summary>Finds the declared tags among those of a resource; null where none are declared.</summary>
    /// <param name="tags">The tags of the resource.</param>
    /// <param name="resource">The declared resource.</param>
    public static JsonObject? Among(IEnumerable<Tag> tags, DeclaredResource resource) =>
        resource.Inputs["tags"] is JsonObject declared
            ? Inputs.Of(tags.Where(tag => declared.ContainsKey(tag.Key)).Select(tag => (tag.Key, (JsonNode?)tag.Value)))
            : null;
}
