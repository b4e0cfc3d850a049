using System.Globalization;
using System.Text;

namespace BedrockDefense.Hunting;

/// <summary>Reads JSON texts leniently: what is no valid UTF-8 or no pair of surrogates is replaced, not refused.</summary>
internal static class JsonUnescape
{
    /// <summary>The text between a JSON text's quotation marks.</summary>
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

    /// <summary>Whether a JSON text with its quotation marks stands for this text.</summary>
    public static bool IsText(ReadOnlySpan<byte> json, string text) => json is [(byte)'"', .., (byte)'"'] && Read(json[1..^1]) == text;

    /// <summary>Whether the character of a <c>\u</c> escape may stand in an event name or a key, written so to go unseen.</summary>
    public static bool MayHideName(ReadOnlySpan<byte> digits)
    {
        if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            return true;
        }
        // Beyond ASCII: letters that are ASCII ones when case is ignored.
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
