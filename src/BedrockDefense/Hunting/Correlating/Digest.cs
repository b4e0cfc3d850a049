using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// A digest of the values by which events are grouped or counted: half of SHA-256. A digest takes the same memory for long
/// and short values. Nobody who writes events can make two lists of values with the same digest.
/// </summary>
/// <remarks>It is not an <see cref="UInt128"/>, because methods with one are not compiled ahead of time.</remarks>
/// <param name="High">The first half.</param>
/// <param name="Low">The second half.</param>
internal readonly record struct Digest(ulong High, ulong Low) : IComparable<Digest>
{
    /// <summary>The number of bytes of a digest.</summary>
    public const int Length = 2 * sizeof(ulong);

    private const int MostOnStack = 1024;

    /// <summary>Returns the digest of texts in this order.</summary>
    public static Digest Of(ReadOnlySpan<string> values)
    {
        // Hashing all bytes at once takes a fraction of the time of hashing them piece by piece.
        var length = 0;
        foreach (var value in values)
        {
            length += sizeof(int) + (value.Length * sizeof(char));
        }

        var bytes = length <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[length];
        var rest = bytes;
        foreach (var value in values)
        {
            // The length is included, because any character may occur in a text.
            BinaryPrimitives.WriteInt32LittleEndian(rest, value.Length);
            MemoryMarshal.AsBytes(value.AsSpan()).CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + (value.Length * sizeof(char)))..];
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(bytes[..length], hash);
        return Read(hash);
    }

    /// <summary>
    /// Returns the digest of a text. A short one of letters and digits, such as an access key, fits into the memory of a digest as it
    /// is, which takes a fraction of the time of hashing.
    /// </summary>
    public static Digest OfText(string text)
    {
        // A hash cannot be mistaken for such a digest: nobody can make a text that has a given hash.
        const int HalfLength = 10;
        var middle = Math.Min(HalfLength, text.Length);
        return
            text.Length is > 0 and <= 2 * HalfLength
            && NumberOf(text.AsSpan(0, middle)) is { } high
            && NumberOf(text.AsSpan(middle)) is { } low
            ? new Digest(high, low)
            : Of([text]);
    }

    /// <summary>Reads a digest that <see cref="Write"/> wrote.</summary>
    public static Digest Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]));

    /// <summary>Writes the digest.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[sizeof(ulong)..], Low);
    }

    public int CompareTo(Digest other) => High.CompareTo(other.High) is var high && high != 0 ? high : Low.CompareTo(other.Low);

    /// <summary>Returns up to ten letters and digits of ASCII as a number, six bits each; null when there is another character.</summary>
    private static ulong? NumberOf(ReadOnlySpan<char> text)
    {
        var number = 0UL;
        foreach (var character in text)
        {
            // None of them is zero, so that texts of other lengths have other numbers.
            int? digit = character switch
            {
                >= 'A' and <= 'Z' => character - 'A' + 1,
                >= 'a' and <= 'z' => character - 'a' + 27,
                >= '0' and <= '9' => character - '0' + 53,
                _ => null,
            };
            if (digit is not { } known)
            {
                return null;
            }

            number = (number << 6) | (uint)known;
        }

        return number;
    }
}
