using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace BedrockDefense.Hunting.Matching;

/// <summary>Finds the value for a name, given as bytes in any case.</summary>
internal sealed class NameTable<T>
    where T : class
{
    private readonly (byte[] Name, T Value)?[] _entries;

    /// <param name="values">The names with their values. The names must be ASCII and must differ by more than case.</param>
    public NameTable(IReadOnlyCollection<KeyValuePair<string, T>> values)
    {
        _entries = new (byte[], T)?[(int)BitOperations.RoundUpToPowerOf2((uint)(values.Count * 4) + 1)];
        foreach (var (name, value) in values)
        {
            var bytes = Encoding.ASCII.GetBytes(name);
            var at = Hash(bytes);
            while (_entries[at & (uint)(_entries.Length - 1)] is not null)
            {
                at++;
            }

            _entries[at & (uint)(_entries.Length - 1)] = (bytes, value);
        }
    }

    /// <summary>Returns the value for a name, or null when the name is unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T? Find(ReadOnlySpan<byte> name)
    {
        for (var at = Hash(name); _entries[at & (uint)(_entries.Length - 1)] is { } entry; at++)
        {
            if (Ascii.EqualsIgnoreCase(entry.Name, name))
            {
                return entry.Value;
            }
        }

        return null;
    }

    // The length and the first and last bytes are enough to tell event names apart. Setting the case bit makes the hash independent
    // of case.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        const ulong CaseBits = 0x2020202020202020;
        ulong first = 0,
            last = 0;
        if (name.Length >= sizeof(ulong))
        {
            first = MemoryMarshal.Read<ulong>(name) | CaseBits;
            last = MemoryMarshal.Read<ulong>(name[^sizeof(ulong)..]) | CaseBits;
        }
        else
        {
            foreach (var character in name)
            {
                first = (first << 8) | character | (byte)' ';
            }
        }

        return (uint)(((first * 0x9E3779B97F4A7C15) ^ ((last + (ulong)name.Length) * 0xC2B2AE3D27D4EB4F)) >> 40);
    }
}
