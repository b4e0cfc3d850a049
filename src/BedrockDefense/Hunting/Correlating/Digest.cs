using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Computes a digest of the values by which events are grouped or counted: half of SHA-256. A digest takes the same memory for long
/// and short values. Nobody who writes events can make two lists of values with the same digest.
/// </summary>
internal static class Digest
{
    /// <summary>Returns the digest of texts in this order.</summary>
    public static UInt128 Of(ReadOnlySpan<string> values)
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
        return BinaryPrimitives.ReadUInt128LittleEndian(buffer);
    }
}
