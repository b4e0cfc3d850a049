using System.Text;

namespace BedrockDefense.Input;

/// <summary>Checks the text of a YAML file: it must be UTF-8 without characters that YAML forbids.</summary>
public static class YamlText
{
    /// <summary>
    /// Returns the text without a byte order mark. If the bytes are not UTF-8, it adds a fault with the location and returns null.
    /// </summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, string file, FaultList faults)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            faults.Add(new SourceLocation(file, 1, 1), "the file is UTF-16; save it as UTF-8");
            return null;
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }

        var valid = System.Text.Unicode.Utf8.IsValid(bytes) ? bytes.Length : FirstInvalid(bytes);
        var text = Encoding.UTF8.GetString(bytes[..valid]);
        if (valid < bytes.Length)
        {
            faults.Add(Locate(text, text.Length, file), $"the byte 0x{bytes[valid]:X2} is no UTF-8; save the file as UTF-8");
            return null;
        }

        return text;
    }

    /// <summary>
    /// Adds a fault for the first character that YAML forbids, because readers differ in whether they accept it. Returns false when
    /// there is such a character.
    /// </summary>
    public static bool IsClean(string text, string file, FaultList faults)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (
                character
                is not ((< ' ' and not ('\t' or '\n' or '\r')) or (>= '\u007F' and <= '\u009F' and not '\u0085') or '\uFFFE' or '\uFFFF')
            )
            {
                continue;
            }

            faults.Add(
                Locate(text, index, file),
                $"the control character U+{(int)character:X4}, which YAML forbids; remove it, or write it as \"\\x"
                    + $"{(int)character:x2}\" in double quotes"
            );
            return false;
        }

        return true;
    }

    /// <summary>Returns the location of the character at an index.</summary>
    public static SourceLocation Locate(string text, int index, string file)
    {
        var before = text.AsSpan(0, index);
        return new SourceLocation(file, before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var read = 0;
        while (Rune.DecodeFromUtf8(bytes[read..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            read += length;
        }

        return read;
    }
}
