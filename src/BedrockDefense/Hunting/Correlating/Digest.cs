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
        // Ten characters in each half, each as a number from 1 to 62. A hash cannot be mistaken for such a digest: nobody can make a text
        // that has a given hash.
        const int HalfLength = 10;
        if (text.Length is 0 or > 2 * HalfLength)
        {
            return Of([text]);
        }

        var (high, low) = (0UL, 0UL);
        for (var at = 0; at < 2 * HalfLength; at++)
        {
            var number = at >= text.Length ? 0UL : NumberOf(text[at]);
            if (number == 0 && at < text.Length)
            {
                return Of([text]);
            }

            (high, low) = at < HalfLength ? ((high << 6) | number, low) : (high, (low << 6) | number);
        }

        return new Digest(high, low);
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

    /// <summary>Returns the number of a letter or digit of ASCII, from 1 to 62; 0 for any other character.</summary>
    private static ulong NumberOf(char character) =>
        character switch
        {
            >= 'A' and <= 'Z' => (ulong)(character - 'A') + 1,
            >= 'a' and <= 'z' => (ulong)(character - 'a') + 27,
            >= '0' and <= '9' => (ulong)(character - '0') + 53,
            _ => 0,
        };

    public int CompareTo(Digest other) => High.CompareTo(other.High) is var high && high != 0 ? high : Low.CompareTo(other.Low);
}
