using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Live.Clients;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Reading;

/// <summary>Reads the tags that a resource declares. It may have others, which the provider or a cost tool sets.</summary>
internal static class DeclaredTags
{
    /// <summary>Finds those of the declared tags that an answer in XML has; null where none are declared.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="resource">The declared resource.</param>
    public static JsonObject? In(XElement answer, DeclaredResource resource) =>
        resource.Inputs["tags"] is JsonObject declared
            ? Inputs.Of(
                (answer.Find("Tags")?.Elements() ?? [])
                    .Where(tag => declared.ContainsKey(tag.Text("Key")))
                    .Select(tag => (tag.Text("Key"), (JsonNode?)tag.Text("Value")))
            )
            : null;
}
