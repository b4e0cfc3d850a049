using System.Text.Json;

namespace BedrockDefense.EventBridge.Parsing;

/// <summary>
/// A JSON value that remembers where it stood and keeps duplicate members, both of which
/// <see cref="JsonElement"/> does not offer.
/// </summary>
internal sealed record LocatedJson(
    JsonValueKind Kind,
    long Offset,
    string Text,
    IReadOnlyList<LocatedJson> Items,
    IReadOnlyList<LocatedMember> Members)
{
    /// <summary>Whether an object of this name occurs as a member here or anywhere below.</summary>
    public bool HasMemberAnywhere(string name) =>
        Items.Any(item => item.HasMemberAnywhere(name))
        || Members.Any(member => member.Name == name || member.Value.HasMemberAnywhere(name));

    /// <summary>How an error message shows this value.</summary>
    public string Display() => Kind switch
    {
        JsonValueKind.Object => Members.Count == 0 ? "{}" : "an object",
        JsonValueKind.Array => Items.Count == 0 ? "[]" : "a list",
        JsonValueKind.String => QuotedText.Quote(Text),
        _ => QuotedText.Visible(Text),
    };
}

/// <summary>One member of a <see cref="LocatedJson"/> object.</summary>
internal sealed record LocatedMember(string Name, long Offset, LocatedJson Value);
