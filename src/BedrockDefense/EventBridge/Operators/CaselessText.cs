using System.Text;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>
/// A text that is compared without regard to case. EventBridge derives the upper and the lower form of each letter of the
/// pattern, one UTF-16 unit at a time. It would compare some letters almost right: those whose other form is several letters
/// long, and those outside the basic plane. <see cref="FirstUnsupported"/> finds them so that they can be refused.
/// </summary>
internal sealed class CaselessText(string text)
{
    // Letters whose upper or lower case form is longer than one letter, and letters that .NET does not convert (ı, ſ).
    private const string Irregular = "ßŉǰΐΰևẖẗẘẙẚİıſ";

    public bool IsAllOf(string value) => value.Length == text.Length && IsAt(value, 0);

    public bool IsPrefixOf(string value) => value.Length >= text.Length && IsAt(value, 0);

    public bool IsSuffixOf(string value) => value.Length >= text.Length && IsAt(value, value.Length - text.Length);

    public override string ToString() => VisibleText.Quote(text, VisibleText.Excerpt);

    /// <summary>The first letter that cannot be compared without regard to case, or null.</summary>
    public static string? FirstUnsupported(string text) =>
        text.EnumerateRunes().Where(IsUnsupported).Select(rune => rune.ToString()).FirstOrDefault();

    private static bool IsUnsupported(Rune rune) =>
        rune.Value switch
        {
            // These ranges contain Greek letters with several diacritics, and the Latin and Armenian ligatures.
            >= 0x1F50 and <= 0x1FFC => !IsSimple(rune),
            >= 0xFB00 and <= 0xFB17 or > 0xFFFF => true,
            _ => Irregular.Contains((char)rune.Value, StringComparison.Ordinal),
        };

    private static bool IsSimple(Rune rune) =>
        !rune.ToString().Normalize(NormalizationForm.FormD).Any(c => c is '\u0345' or '\u0342' or '\u0313');

    private bool IsAt(string value, int start)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = value[start + i];
            if (c != char.ToLowerInvariant(text[i]) && c != char.ToUpperInvariant(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
