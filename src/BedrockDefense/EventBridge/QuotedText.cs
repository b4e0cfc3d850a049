using System.Globalization;
using System.Text;

namespace BedrockDefense.EventBridge;

/// <summary>Quotes text that an attacker may have written: one line, bounded, nothing invisible in it.</summary>
internal static class QuotedText
{
    private const int MaximumLength = 100;

    /// <summary>The text in double quotes; quotes, backslashes and unprintable characters are written as JSON escapes.</summary>
    public static string Quote(string text) => $"\"{Visible(text)}\"";

    /// <summary>As <see cref="Quote"/>, without the quotes around it: for field names and numbers.</summary>
    public static string Visible(string text)
    {
        var builder = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (builder.Length >= MaximumLength)
            {
                builder.Append('…');
                break;
            }

            Append(builder, rune);
        }

        return builder.ToString();
    }

    private static void Append(StringBuilder builder, Rune rune)
    {
        if (rune.Value is '"' or '\\')
        {
            builder.Append('\\').Append(rune);
        }
        else if (IsPrintable(rune))
        {
            builder.Append(rune);
        }
        else
        {
            Span<char> units = stackalloc char[2];
            foreach (var unit in units[..rune.EncodeToUtf16(units)])
            {
                builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            }
        }
    }

    // Format characters include the ones that reorder text on a terminal.
    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned);
}
