using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Reading;

/// <summary>A tag of a resource.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
internal sealed record Tag(string Key, string Value)
{
    /// <summary>Reads a tag from JSON. The services write its members as <c>Key</c>, <c>key</c> or <c>TagKey</c>.</summary>
    /// <exception cref="InvalidOperationException">It has no key or no value.</exception>
    public static Tag Of(JsonObject tag) => new(Member(tag, "Key"), Member(tag, "Value"));

    /// <summary>Reads the tags of an answer in XML; none where it has no such list.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="list">The name of the list.</param>
    public static IEnumerable<Tag> In(XElement answer, string list) =>
        (answer.Find(list)?.Elements() ?? []).Select(tag => new Tag(tag.Text("Key"), tag.Text("Value")));

    private static string Member(JsonObject tag, string name) =>
        tag.Text(name) ?? tag.Text(name.ToLowerInvariant()) ?? tag.Need($"Tag{name}");
}
