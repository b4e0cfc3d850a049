using System.IO.Hashing;
using System.Text;

namespace BedrockDefense.Hunting.Indexing;

/// <summary>
/// Hashes texts without regard to the case of their letters, as Sigma compares them. Two texts with one hash make a question read a file
/// for nothing, and never leave one out. So four bytes are enough, and keep the index small.
/// </summary>
internal static class ValueHash
{
    private const int OnStack = 256;

    /// <summary>
    /// Returns the hash of a text in UTF-8, or null when the text is not in ASCII: which letters are equal then is not for a hash to say.
    /// </summary>
    public static uint? Of(ReadOnlySpan<byte> text)
    {
        if (!Ascii.IsValid(text))
        {
            return null;
        }

        var lower = text.Length <= OnStack ? stackalloc byte[OnStack] : new byte[text.Length];
        _ = Ascii.ToLower(text, lower, out var length);
        return (uint)XxHash3.HashToUInt64(lower[..length]);
    }

    /// <summary>Returns the hash of a text, or null when it is not in ASCII.</summary>
    public static uint? Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
