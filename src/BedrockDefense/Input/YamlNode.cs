namespace BedrockDefense.Input;

/// <summary>A piece of a YAML document that knows its place in the file.</summary>
public abstract record YamlNode(SourceLocation Location);

/// <summary>A scalar; <paramref name="Plain"/> when written without quotes, so that its type is read from its text.</summary>
public sealed record YamlScalar(SourceLocation Location, string Text, bool Plain) : YamlNode(Location)
{
    /// <summary>Whether it is null; see <see cref="PlainScalar"/>.</summary>
    public bool IsNull => Plain && PlainScalar.IsNull(Text);

    /// <summary>The boolean it is; see <see cref="PlainScalar"/>.</summary>
    public bool? Boolean => Plain ? PlainScalar.Boolean(Text) : null;

    /// <summary>
    /// What is wrong with a plain text that begins or ends in a space which is none to YAML, such as the non-breaking one:
    /// it belongs to the text, and nobody sees it. Null when nothing is.
    /// </summary>
    public string? StrayFault =>
        !Plain
            ? null
            : Text switch
            {
                [var first, ..] when IsStray(first) => Stray("begins with", first),
                [.., var last] when IsStray(last) => Stray("ends in", last),
                _ => null,
            };

    private string Stray(string where, char character) =>
        $"{VisibleText.Quote(Text)} {where} U+{(int)character:X4}, which looks like a space but is part of the text; remove "
        + "it, or put the text in quotes where it is meant";

    private static bool IsStray(char character) =>
        character > '\u007F' && (char.IsWhiteSpace(character) || character is (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF');
}

public sealed record YamlList(SourceLocation Location, IReadOnlyList<YamlNode> Items) : YamlNode(Location);

public sealed record YamlEntry(YamlScalar Key, YamlNode Value);

public sealed record YamlMap(SourceLocation Location, IReadOnlyList<YamlEntry> Entries) : YamlNode(Location)
{
    public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}
