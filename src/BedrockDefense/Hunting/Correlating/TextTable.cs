using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>Numbers different texts, given as bytes.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<ulong, (int Number, int Start, int Length)> _entries = [];
    private readonly RowBuffer _texts = new();

    /// <summary>The number of different texts.</summary>
    public int Count { get; private set; }

    /// <summary>The number of bytes of the texts.</summary>
    public int Length => _texts.Length;

    public void Clear()
    {
        _entries.Clear();
        _texts.Clear();
        Count = 0;
    }

    /// <summary>Finds the number of a text; returns false when the text is new and got the next number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryFind(ReadOnlySpan<byte> text, out int number)
    {
        var hash = Hash(text);
        if (_entries.TryGetValue(hash, out var entry) && _texts.Written.Slice(entry.Start, entry.Length).SequenceEqual(text))
        {
            number = entry.Number;
            return true;
        }

        // Of two texts with the same hash, which hardly ever occur, only the later is found again.
        _entries[hash] = (Count, _texts.Length, text.Length);
        _texts.Add(text);
        number = Count++;
        return false;
    }

    // Any hash will do: equal hashes of different texts cost only memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length;
        foreach (var part in MemoryMarshal.Cast<byte, ulong>(text))
        {
            hash = ulong.RotateLeft((hash ^ part) * 0x9E3779B97F4A7C15, 29);
        }

        foreach (var last in text[(text.Length / sizeof(ulong) * sizeof(ulong))..])
        {
            hash = ulong.RotateLeft((hash ^ last) * 0x9E3779B97F4A7C15, 29);
        }

        return hash ^ (hash >> 32);
    }
}
