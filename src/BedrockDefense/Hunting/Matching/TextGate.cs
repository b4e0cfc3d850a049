using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace BedrockDefense.Hunting.Matching;

/// <summary>
/// Proves from the bytes of a record that none of some rules can match it, because the record contains none of the texts that they
/// need.
/// </summary>
/// <remarks>
/// The search looks for all texts at once and at 16 positions at a time, as Hyperscan's Teddy algorithm does. The texts are divided
/// into eight buckets. For each of the first three bytes, two tables are indexed by the two halves of the byte. They say which
/// buckets have a text with such a byte in that place. Where a bucket fits all three bytes, its texts are compared.
/// </remarks>
internal sealed class TextGate
{
    /// <summary>With more texts than this, the search would skip only few positions.</summary>
    private const int MaximumTexts = 64;

    private const int Buckets = 8;
    private const int ComparedBytes = 3;
    private const int HalfByteValues = 16;

    private readonly byte[][][] _buckets;
    private readonly int _longest;
    private readonly Vector128<byte>[] _low = new Vector128<byte>[ComparedBytes];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[ComparedBytes];

    private TextGate(IReadOnlyCollection<string> texts)
    {
        // An escape may stand for any of the texts, so escapes are searched for too. Sorted neighbours have most bytes in common,
        // so they share a bucket.
        byte[][] sorted = [.. texts.Append("\\u").Order(StringComparer.OrdinalIgnoreCase).Select(Encoding.ASCII.GetBytes)];
        _buckets =
        [
            .. Enumerable
                .Range(0, Buckets)
                .Select(bucket => sorted[(sorted.Length * bucket / Buckets)..(sorted.Length * (bucket + 1) / Buckets)]),
        ];
        _longest = sorted.Max(text => text.Length);
        for (var place = 0; place < ComparedBytes; place++)
        {
            var (low, high) = (new byte[HalfByteValues], new byte[HalfByteValues]);
            for (var bucket = 0; bucket < Buckets; bucket++)
            {
                foreach (var text in _buckets[bucket])
                {
                    MarkBucket(text.AsSpan(Math.Min(place, text.Length)), (byte)(1 << bucket), low, high);
                }
            }

            (_low[place], _high[place]) = (Vector128.Create(low), Vector128.Create(high));
        }
    }

    /// <summary>Returns the gate for some rules, or null when one of them needs no text or they need too many.</summary>
    /// <param name="needed">
    /// For each rule, the texts of which a record must contain at least one; null for a rule that needs none.
    /// </param>
    public static TextGate? Of(IEnumerable<IReadOnlySet<string>?> needed)
    {
        var texts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var some in needed)
        {
            if (some is null)
            {
                return null;
            }

            texts.UnionWith(some);
        }

        return texts.Count is > 0 and <= MaximumTexts ? new TextGate(texts) : null;
    }

    /// <summary>Returns whether a rule may match the record.</summary>
    /// <param name="record">The text of the record.</param>
    /// <param name="likely">
    /// Where a text is likely to be found soon, such as before the event name, because the source stands there. The search begins there.
    /// </param>
    public bool MayPass(ReadOnlySpan<byte> record, int likely = 0)
    {
        likely = Math.Max(0, likely);
        return Search(record[likely..]) || (likely > 0 && Search(record[..Math.Min(record.Length, likely + _longest)]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Search(ReadOnlySpan<byte> record)
    {
        var last = record.Length - Vector128<byte>.Count - ComparedBytes + 1;
        if (last < 0)
        {
            return true;
        }

        ref var bytes = ref MemoryMarshal.GetReference(record);
        var all = Vector128.LoadUnsafe(ref bytes, (nuint)(record.Length - Vector128<byte>.Count));
        for (var at = 0; ; at = Math.Min(at + Vector128<byte>.Count, last))
        {
            var first = Vector128.LoadUnsafe(ref bytes, (nuint)at);
            var found =
                InBuckets(first, 0)
                & InBuckets(Vector128.LoadUnsafe(ref bytes, (nuint)at + 1), 1)
                & InBuckets(Vector128.LoadUnsafe(ref bytes, (nuint)at + 2), 2);
            if (found != Vector128<byte>.Zero && Holds(record[at..], found))
            {
                return true;
            }

            all |= first;
            if (at == last)
            {
                break;
            }
        }

        // Letters outside ASCII may be equal to ASCII letters when case is ignored.
        return all.ExtractMostSignificantBits() != 0;
    }

    // After the end of a short text, any byte may follow.
    private static void MarkBucket(ReadOnlySpan<byte> rest, byte bucket, byte[] low, byte[] high)
    {
        for (var value = 0; value < 128; value++)
        {
            if (!rest.IsEmpty && char.ToUpperInvariant((char)value) != char.ToUpperInvariant((char)rest[0]))
            {
                continue;
            }

            low[value % HalfByteValues] |= bucket;
            high[value / HalfByteValues] |= bucket;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> InBuckets(Vector128<byte> text, int place) =>
        Vector128.Shuffle(_low[place], text & Vector128.Create((byte)(HalfByteValues - 1))) & Vector128.Shuffle(_high[place], text >>> 4);

    private bool Holds(ReadOnlySpan<byte> record, Vector128<byte> found)
    {
        for (
            var places = ~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
            places != 0;
            places &= places - 1
        )
        {
            var place = BitOperations.TrailingZeroCount(places);
            for (var buckets = (uint)found.GetElement(place); buckets != 0; buckets &= buckets - 1)
            {
                foreach (var text in _buckets[BitOperations.TrailingZeroCount(buckets)])
                {
                    if (record.Length - place >= text.Length && Ascii.EqualsIgnoreCase(record.Slice(place, text.Length), text))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
