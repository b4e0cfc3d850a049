using System.Globalization;
using System.Text;

namespace BedrockDefense.Input;

/// <summary>
/// Shows text that an attacker may have written (an event's, a document's, a file's name): on one line, with nothing
/// in it that a terminal would obey or that would reorder the text around it.
/// </summary>
public static class VisibleText
{
    /// <summary>How many characters let people recognize a value of an event, which may be kilobytes long.</summary>
    public const int Excerpt = 100;

    /// <summary>The text with every unprintable character written as a JSON escape.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">After how many characters it is cut, with an ellipsis.</param>
    public static string Of(string text, int longest = int.MaxValue) => Show(text, longest, isQuoted: false);

    /// <summary>
    /// The text in double quotes, with quotes and backslashes in it escaped too, so that no value can pass for another.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">After how many characters it is cut, with an ellipsis.</param>
    public static string Quote(string text, int longest = int.MaxValue) => $"\"{Show(text, longest, isQuoted: true)}\"";

    /// <summary>Several texts, each quoted.</summary>
    public static string Quote(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => Quote(text)));

    private static string Show(string text, int longest, bool isQuoted)
    {
        ArgumentNullException.ThrowIfNull(text);
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (visible.Length >= longest)
            {
                return visible.Append('…').ToString();
            }

            if (isQuoted && (rune.Value is '"' or '\\'))
            {
                visible.Append('\\').Append(rune);
            }
            else if (IsPrintable(rune))
            {
                visible.Append(rune);
            }
            else
            {
                Escape(rune, visible);
            }
        }

        return visible.ToString();
    }

    private static void Escape(Rune rune, StringBuilder visible)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
        {
            visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }
    }

    // Format characters include the ones that reorder text.
    private static bool IsPrintable(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            );
}
