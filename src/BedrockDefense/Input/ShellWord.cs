using System.Buffers;

namespace BedrockDefense.Input;

/// <summary>Writes texts as words of a command for a POSIX shell, so that nothing in a text is a command itself.</summary>
public static class ShellWord
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-"
    );

    /// <summary>Returns the text as it is where a shell takes it literally, and in quotation marks otherwise.</summary>
    public static string Of(string text) => string.IsNullOrEmpty(text) || text.AsSpan().ContainsAnyExcept(Plain) ? Quote(text ?? "") : text;

    /// <summary>Puts a text in quotation marks.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
