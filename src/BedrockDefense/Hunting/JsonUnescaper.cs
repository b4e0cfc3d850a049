using System.Globalization;
using System.Text;

namespace BedrockDefense.Hunting;

/// <summary>Decodes JSON strings leniently: invalid UTF-8 and unpaired surrogates are replaced and not refused.</summary>
internal static class JsonUnescaper
{
    /// <summary>Decodes the content of a JSON string, given without its quotation marks.</summary>
    public static string Read(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        while (escaped.IndexOf((byte)'\\') is var at && at >= 0)
        {
            text.Append(Encoding.UTF8.GetString(escaped[..at]));
            escaped = escaped[(at + 1)..];
            var isUnit = escaped is [(byte)'u', _, _, _, _, ..];
            text.Append(
                isUnit ? Unit(escaped[1..5])
                : escaped is [] ? '\\'
                : Character(escaped[0])
            );
            escaped = escaped[Math.Min(escaped.Length, isUnit ? 5 : 1)..];
        }

        return text.Append(Encoding.UTF8.GetString(escaped)).ToString();
    }

    /// <summary>Returns whether a JSON string, given with its quotation marks, is equal to a text.</summary>
    public static bool IsText(ReadOnlySpan<byte> json, string text) => json is [(byte)'"', .., (byte)'"'] && Read(json[1..^1]) == text;

    /// <summary>Returns whether a <c>\u</c> escape may stand for a character of an event name or a key, and so hide the name.</summary>
    public static bool MayHideName(ReadOnlySpan<byte> digits)
    {
        if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            return true;
        }
        // Some letters outside ASCII are equal to ASCII letters when case is ignored.
        return unit < 0x80
            ? char.IsAsciiLetterOrDigit((char)unit) || (char)unit is '.' or '-' or '_' or ':'
            : unit is 0x130 or 0x131 or 0x17F or 0x212A;
    }

    private static char Unit(ReadOnlySpan<byte> digits) =>
        ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\uFFFD';

    private static char Character(byte escape) =>
        escape switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => (char)escape,
        };
}
