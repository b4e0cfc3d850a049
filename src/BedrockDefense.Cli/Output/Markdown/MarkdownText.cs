using System.Text;

namespace BedrockDefense.Cli.Output.Markdown;

/// <summary>
/// Writes text so that Markdown shows it as it is: on one line, within its cell of a table, without markup, links, mentions or
/// formulas.
/// </summary>
internal static class MarkdownText
{
    private const string Markup = "\\`*_[]()<>|~!&:$";

    // These begin a block at the beginning of a line.
    private const string BlockMarkup = "#+-=.";

    // GitHub makes addresses and mentions of text after escapes are gone, so only an element between the characters prevents it.
    private const string Linking = "@#";
    private const string Separator = "<!-- -->";

    /// <summary>Returns the text with everything escaped that Markdown (GitHub Flavored Markdown Spec) would interpret.</summary>
    public static string Of(string text)
    {
        var visible = VisibleText.Of(text);
        var escaped = new StringBuilder(visible.Length);
        for (var index = 0; index < visible.Length; index++)
        {
            var character = visible[index];
            var isBlock = BlockMarkup.Contains(character) && (index == 0 || IsNumberBefore(visible, index) || IsWebBefore(visible, index));
            if (Markup.Contains(character) || isBlock)
            {
                escaped.Append('\\');
            }

            escaped.Append(character);
            if (Linking.Contains(character))
            {
                escaped.Append(Separator);
            }
        }

        return escaped.ToString();
    }

    // A number at the beginning of a line and a period begin a list.
    private static bool IsNumberBefore(string text, int index) =>
        text[index] == '.' && text.AsSpan(0, index).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsWebBefore(string text, int index) => text.AsSpan(0, index).EndsWith("www", StringComparison.OrdinalIgnoreCase);
}
