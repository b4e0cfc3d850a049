using System.Runtime.InteropServices;

namespace BedrockDefense.Hunting.Indexing;

/// <summary>What the records of a file have in one field.</summary>
/// <param name="Hashes">The hashes of the texts (<see cref="ValueHash"/>), four bytes each in the order of this machine.</param>
/// <param name="HasOthers">Whether there are also values without a hash: texts outside ASCII, numbers and booleans.</param>
internal readonly record struct ValueSet(ReadOnlyMemory<byte> Hashes, bool HasOthers)
{
    /// <summary>Returns whether a record of the file can have a text. A false answer is certain.</summary>
    public bool MayHave(uint hash) => HasOthers || MemoryMarshal.Cast<byte, uint>(Hashes.Span).Contains(hash);
}
