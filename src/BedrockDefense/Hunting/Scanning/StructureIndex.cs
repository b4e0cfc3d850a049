using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BedrockDefense.Hunting.Scanning;

/// <summary>
/// The positions of the brackets, colons and commas of a JSON text that are not within strings, in order. The memory is used again for
/// the next text.
/// </summary>
internal sealed class StructureIndex
{
    private readonly byte[] _rest = new byte[BlockMasks.Length];
    private int[] _positions = new int[1024];
    private int _count;

    /// <summary>The positions, relative to the start of the text.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, _count);

    /// <summary>The number of quotation marks.</summary>
    public int Quotes { get; private set; }

    /// <summary>
    /// Finds the positions. It gives up, and returns false, when the text has a backslash, a control character in a string or a string
    /// without an end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read(byte[] buffer, int start, int length)
    {
        if (_positions.Length < length + BlockMasks.Length)
        {
            // Every byte may be structural.
            _positions = new int[Math.Max(length + BlockMasks.Length, _positions.Length * 2)];
        }

        ref var text = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), start);
        ref var positions = ref MemoryMarshal.GetArrayDataReference(_positions);
        var (inText, count, marks) = (0UL, 0, 0);
        for (var at = 0; at < length; at += BlockMasks.Length)
        {
            ref var block = ref Unsafe.Add(ref text, at);
            if (length - at < BlockMasks.Length)
            {
                // The bytes after the text may be anything, or not exist.
                _rest.AsSpan().Fill((byte)' ');
                buffer.AsSpan(start + at, length - at).CopyTo(_rest);
                block = ref MemoryMarshal.GetArrayDataReference(_rest);
            }

            BlockMasks.FindStructure(ref block, out var quotes, out var backslashes, out var structure, out var controls);
            var within = BlockMasks.PrefixXor(quotes) ^ inText;
            if ((backslashes | (controls & within)) != 0)
            {
                return false;
            }

            inText = (ulong)((long)within >> 63);
            marks += BitOperations.PopCount(quotes);
            for (structure &= ~within; structure != 0; structure &= structure - 1)
            {
                Unsafe.Add(ref positions, count++) = at + BitOperations.TrailingZeroCount(structure);
            }
        }

        (_count, Quotes) = (count, marks);
        return inText == 0;
    }
}
