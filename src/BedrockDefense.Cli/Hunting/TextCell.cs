namespace BedrockDefense.Cli.Hunting;

/// <summary>A text of an event in a line for people.</summary>
internal static class TextCell
{
    /// <summary>Returns the text without characters that could control a terminal, cut where it is long; a dash for none.</summary>
    public static string Of(string? text) => string.IsNullOrEmpty(text) ? "—" : VisibleText.Of(text, VisibleText.Excerpt * 2);
}
