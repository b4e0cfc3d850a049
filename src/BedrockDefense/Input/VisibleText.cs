using System.Globalization;
using System.Text;

namespace BedrockDefense.Input;

/// <summary>
/// Makes text from an attacker safe to show (from an event, a document or a file name). The result is on one line. It contains no
/// characters that control a terminal or change the order of the text around them.
/// </summary>
public static class VisibleText
{
    /// <summary>
    /// The number of characters of an excerpt. It is enough to recognise a value of an event, which may have kilobytes.
    /// </summary>
    public const int Excerpt = 100;

    /// <summary>Returns the text with every unprintable character written as a JSON escape.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The maximum number of characters before the text is cut and an ellipsis is added.</param>
    public static string Of(string text, int longest = int.MaxValue) => Show(text, longest, isQuoted: false);

    /// <summary>
    /// Returns the text in double quotes. Quotation marks and backslashes in it are escaped too, so one value cannot look like
    /// another.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The maximum number of characters before the text is cut and an ellipsis is added.</param>
    public static string Quote(string text, int longest = int.MaxValue) => $"\"{Show(text, longest, isQuoted: true)}\"";

    /// <summary>Returns several texts, each in quotes.</summary>
    public static string Quote(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => Quote(text)));

    private static string Show(string text, int longest, bool isQuoted)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Most texts are short and in ASCII, and stay as they are.
        if (
            text.Length <= longest
            && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            && !(isQuoted && text.AsSpan().ContainsAny('"', '\\'))
        )
        {
            return text;
        }

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

    // The format characters include those that change the order of text.
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
