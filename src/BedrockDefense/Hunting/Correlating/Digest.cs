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

    /// <summary>Returns the digest of texts in this order.</summary>
    public static Digest Of(ReadOnlySpan<string> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> buffer = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var value in values)
        {
            // The length is included, because any character may occur in a text.
            BinaryPrimitives.WriteInt32LittleEndian(buffer, value.Length);
            hash.AppendData(buffer[..sizeof(int)]);
            hash.AppendData(MemoryMarshal.AsBytes(value.AsSpan()));
        }

        hash.GetHashAndReset(buffer);
        return Read(buffer);
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
}
