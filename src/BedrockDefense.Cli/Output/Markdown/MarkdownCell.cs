namespace BedrockDefense.Cli.Output.Markdown;

/// <summary>A cell of a table, as plain text. The table escapes it.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsBold">Whether it stands out.</param>
internal readonly record struct MarkdownCell(string Text, bool IsBold = false)
{
    public static implicit operator MarkdownCell(string text) => new(text);

    public override string ToString() => IsBold ? $"**{MarkdownText.Of(Text)}**" : MarkdownText.Of(Text);
}
