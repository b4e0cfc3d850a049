using System.Globalization;
using System.Text;

namespace BedrockDefense.Scp;

/// <summary>
/// Shows text that an attacker may have written: on one line and with nothing invisible in it, so that a value can
/// pass neither for a further line of a verdict nor for another value.
/// </summary>
internal static class Quoting
{
    /// <summary>The text in double quotes; quotes and backslashes inside it are escaped as in JSON.</summary>
    public static string Quote(string text) => $"\"{Show(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))}\"";

    /// <summary>Several texts, each quoted.</summary>
    public static string Quote(IEnumerable<string> texts) => string.Join(", ", texts.Select(Quote));

    /// <summary>The text with what is invisible, or would reorder it on a terminal, written as <c>\u202e</c>.</summary>
    public static string Show(string text) => string.Concat(text.EnumerateRunes().Select(Show));

    private static string Show(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
        : rune.ToString();
}
