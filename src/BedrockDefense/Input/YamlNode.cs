namespace BedrockDefense.Input;

/// <summary>A node of a YAML document, with its location in the file.</summary>
public abstract record YamlNode(SourceLocation Location);

/// <summary>A scalar. <paramref name="IsPlain"/> says that it has no quotes, so its text decides its type.</summary>
public sealed record YamlScalar(SourceLocation Location, string Text, bool IsPlain) : YamlNode(Location)
{
    /// <summary>Whether the scalar is null; see <see cref="PlainScalar"/>.</summary>
    public bool IsNull => IsPlain && PlainScalar.IsNull(Text);

    /// <summary>The boolean value, or null when the scalar is not a boolean; see <see cref="PlainScalar"/>.</summary>
    public bool? Boolean => IsPlain ? PlainScalar.Boolean(Text) : null;

    /// <summary>
    /// The fault of a plain text that begins or ends with a space character that is not a space in YAML, such as a non-breaking
    /// space. The character belongs to the text, but nobody can see it. Null when there is no such character.
    /// </summary>
    public string? InvisibleSpaceFault =>
        !IsPlain
            ? null
            : Text switch
            {
                [var first, ..] when IsInvisibleSpace(first) => InvisibleSpaceMessage("begins with", first),
                [.., var last] when IsInvisibleSpace(last) => InvisibleSpaceMessage("ends in", last),
                _ => null,
            };

    private string InvisibleSpaceMessage(string where, char character) =>
        $"{VisibleText.Quote(Text)} {where} U+{(int)character:X4}, which looks like a space but is part of the text; remove "
        + "it, or put the text in quotes where it is meant";

    private static bool IsInvisibleSpace(char character) =>
        character > '\u007F' && (char.IsWhiteSpace(character) || character is (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF');
}

public sealed record YamlList(SourceLocation Location, IReadOnlyList<YamlNode> Items) : YamlNode(Location);

public sealed record YamlEntry(YamlScalar Key, YamlNode Value);

public sealed record YamlMap(SourceLocation Location, IReadOnlyList<YamlEntry> Entries) : YamlNode(Location)
{
    public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}
