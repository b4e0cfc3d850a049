using System.Text.Json;

namespace BedrockDefense.Input;

/// <summary>
/// A JSON value that knows where it stands, so that a fault in it can say so, and keeps members of the same name;
/// <see cref="JsonElement"/> does neither.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Text">What a string holds; a number, true, false or null as written; otherwise empty.</param>
/// <param name="Items">The items of a list; otherwise none.</param>
/// <param name="Members">The members of an object, in the order of the document; otherwise none.</param>
internal sealed record LocatedJson(
    JsonValueKind Kind,
    SourceLocation At,
    string Text,
    IReadOnlyList<LocatedJson> Items,
    IReadOnlyList<LocatedMember> Members
)
{
    /// <summary>Whether a member of this name occurs here or anywhere below.</summary>
    public bool HasMemberAnywhere(string name) =>
        Items.Any(item => item.HasMemberAnywhere(name))
        || Members.Any(member => member.Name == name || member.Value.HasMemberAnywhere(name));

    /// <summary>The value itself, for messages about it.</summary>
    public string Display() =>
        Kind switch
        {
            JsonValueKind.Object => Members.Count == 0 ? "{}" : "an object",
            JsonValueKind.Array => Items.Count == 0 ? "[]" : "a list",
            JsonValueKind.String => VisibleText.Quote(Text, VisibleText.Excerpt),
            _ => VisibleText.Of(Text, VisibleText.Excerpt),
        };

    /// <summary>The kind and the value, for messages that say what should stand there instead.</summary>
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

/// <summary>One member of a <see cref="LocatedJson"/> object; <paramref name="At"/> is the place of its name.</summary>
internal sealed record LocatedMember(string Name, SourceLocation At, LocatedJson Value);
