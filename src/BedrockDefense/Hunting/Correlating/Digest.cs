using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Stands for the values by which events are grouped or counted. Long names take no more memory than short ones, and whoever
/// writes events cannot make two that are taken for one another: half of SHA-256.
/// </summary>
internal static class Digest
{
    /// <summary>The digest of some texts in this order.</summary>
    public static UInt128 Of(ReadOnlySpan<string> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> buffer = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var value in values)
        {
            // The length tells where a text ends: any character may be in one.
            BinaryPrimitives.WriteInt32LittleEndian(buffer, value.Length);
            hash.AppendData(buffer[..sizeof(int)]);
            hash.AppendData(MemoryMarshal.AsBytes(value.AsSpan()));
        }

        hash.GetHashAndReset(buffer);
        return BinaryPrimitives.ReadUInt128LittleEndian(buffer);
    }
}
