using System.Text.Json;

namespace BedrockDefense.Input;

/// <summary>
/// A JSON value with its location, so that faults can name the location. Unlike <see cref="JsonElement"/>, it also keeps all
/// members with the same name.
/// </summary>
/// <param name="Kind">The type of the value.</param>
/// <param name="At">The location of the value.</param>
/// <param name="Text">The content of a string; the text of a number, true, false or null as written; otherwise empty.</param>
/// <param name="Items">The items of a list; empty for other types.</param>
/// <param name="Members">The members of an object, in the order of the document; empty for other types.</param>
internal sealed record LocatedJson(
    JsonValueKind Kind,
    SourceLocation At,
    string Text,
    IReadOnlyList<LocatedJson> Items,
    IReadOnlyList<LocatedMember> Members
)
{
    /// <summary>Returns whether a member with this name occurs in this value or at any depth below.</summary>
    public bool HasMemberAnywhere(string name) =>
        Items.Any(item => item.HasMemberAnywhere(name))
        || Members.Any(member => member.Name == name || member.Value.HasMemberAnywhere(name));

    /// <summary>Returns the value, for messages about it.</summary>
    public string Display() =>
        Kind switch
        {
            JsonValueKind.Object => Members.Count == 0 ? "{}" : "an object",
            JsonValueKind.Array => Items.Count == 0 ? "[]" : "a list",
            JsonValueKind.String => VisibleText.Quote(Text, VisibleText.Excerpt),
            _ => VisibleText.Of(Text, VisibleText.Excerpt),
        };

    /// <summary>Returns the type and the value, for messages that say what is expected in its place.</summary>
    public string Describe() =>
        Kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => $"the string {Display()}",
            JsonValueKind.Number => $"the number {Display()}",
            _ => Display(),
        };
}

/// <summary>A member of a <see cref="LocatedJson"/> object; <paramref name="At"/> is the location of its name.</summary>
internal sealed record LocatedMember(string Name, SourceLocation At, LocatedJson Value);
