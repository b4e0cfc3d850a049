using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace BedrockDefense.Hunting.Matching;

/// <summary>Searches the bytes of a record for several texts at once, without regard to the case of their letters.</summary>
/// <remarks>
/// The search looks at 32 positions at a time, as Hyperscan's Teddy algorithm does. The texts are divided into eight buckets. For each
/// of the first three bytes, two tables are indexed by the two halves of the byte. They say which buckets have a text with such a byte
/// in that place. Where a bucket fits all three bytes, its texts are compared.
/// </remarks>
internal sealed class TextSearch
{
    /// <summary>The maximum number of texts: a mask has a bit for each.</summary>
    public const int MaximumTexts = 64;

    private const int Buckets = 8;
    private const int ComparedBytes = 3;
    private const int HalfByteValues = 16;
    private const int CaseBit = 0x20;

    private readonly Sought[][] _buckets = new Sought[Buckets][];
    private readonly Vector256<byte>[] _low = new Vector256<byte>[ComparedBytes];
    private readonly Vector256<byte>[] _high = new Vector256<byte>[ComparedBytes];

    /// <param name="texts">The texts, in ASCII.</param>
    public TextSearch(IReadOnlyList<string> texts)
    {
        // Sorted neighbours have most bytes in common, so they share a bucket.
        string[] sorted = [.. texts];
        int[] numbers = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, numbers, StringComparer.OrdinalIgnoreCase);
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            var (start, end) = (sorted.Length * bucket / Buckets, sorted.Length * (bucket + 1) / Buckets);
            _buckets[bucket] = new Sought[end - start];
            for (var at = start; at < end; at++)
            {
                _buckets[bucket][at - start] = new Sought(Encoding.ASCII.GetBytes(sorted[at]), numbers[at]);
            }
        }

        for (var place = 0; place < ComparedBytes; place++)
        {
            var (low, high) = (new byte[HalfByteValues], new byte[HalfByteValues]);
            for (var bucket = 0; bucket < Buckets; bucket++)
            {
                foreach (var sought in _buckets[bucket])
                {
                    MarkBucket(sought.Text.AsSpan(Math.Min(place, sought.Text.Length)), (byte)(1 << bucket), low, high);
                }
            }

            (_low[place], _high[place]) = (Vector256.Create([.. low, .. low]), Vector256.Create([.. high, .. high]));
        }
    }

    /// <summary>Returns whether a record is long enough to be searched.</summary>
    public static bool CanSearch(ReadOnlySpan<byte> record) => record.Length >= Vector256<byte>.Count + ComparedBytes - 1;

    /// <summary>Finds the next position at which there are texts. The last two bytes of the record are not looked at.</summary>
    /// <param name="record">The text of the record. <see cref="CanSearch"/> must hold for it.</param>
    /// <param name="from">In: the first position to look at. Out: the position after the one that was found.</param>
    /// <param name="isAscii">Set to false when a byte that was looked at is not ASCII.</param>
    /// <returns>A mask with a bit for each text at that position, by their numbers; 0 when there is no more.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Next(ReadOnlySpan<byte> record, ref int from, ref bool isAscii)
    {
        var last = record.Length - Vector256<byte>.Count - ComparedBytes + 1;
        ref var bytes = ref MemoryMarshal.GetReference(record);
        var all = Vector256<byte>.Zero;
        var texts = 0UL;
        while (texts == 0 && from - last < Vector256<byte>.Count)
        {
            // The last positions are looked at together with some before them, which are left out.
            var at = Math.Min(from, last);
            var first = Vector256.LoadUnsafe(ref bytes, (nuint)at);
            var found =
                InBuckets(first, 0)
                & InBuckets(Vector256.LoadUnsafe(ref bytes, (nuint)at + 1), 1)
                & InBuckets(Vector256.LoadUnsafe(ref bytes, (nuint)at + 2), 2);
            all |= first;
            var next = at + Vector256<byte>.Count;
            if (found != Vector256<byte>.Zero)
            {
                var places = ~Vector256.Equals(found, Vector256<byte>.Zero).ExtractMostSignificantBits();
                for (places = places >> (from - at) << (from - at); places != 0; places &= places - 1)
                {
                    var place = BitOperations.TrailingZeroCount(places);
                    texts = TextsAt(record[(at + place)..], found.GetElement(place));
                    if (texts != 0)
                    {
                        next = at + place + 1;
                        break;
                    }
                }
            }

            from = next;
        }

        isAscii &= all.ExtractMostSignificantBits() == 0;
        return texts;
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
    private Vector256<byte> InBuckets(Vector256<byte> text, int place) =>
        Look(_low[place], text & Vector256.Create((byte)(HalfByteValues - 1)))
        & Look(_high[place], (text.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)(HalfByteValues - 1)));

    // Both halves of a table are the same, so each half of the indices needs only its own.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Look(Vector256<byte> table, Vector256<byte> indices) =>
        Avx2.IsSupported
            ? Avx2.Shuffle(table, indices)
            : Vector256.Create(
                Vector128.Shuffle(table.GetLower(), indices.GetLower()),
                Vector128.Shuffle(table.GetLower(), indices.GetUpper())
            );

    private ulong TextsAt(ReadOnlySpan<byte> rest, byte found)
    {
        var texts = 0UL;
        for (uint buckets = found; buckets != 0; buckets &= buckets - 1)
        {
            foreach (var sought in _buckets[BitOperations.TrailingZeroCount(buckets)])
            {
                if (rest.Length >= sought.Text.Length && IsAlike(rest, sought.Text))
                {
                    texts |= 1UL << sought.Number;
                }
            }
        }

        return texts;
    }

    // A class of its own, since the runtime would have to compile the framework's collections for a tuple at every start.
    private sealed record Sought(byte[] Text, int Number);

    // Few bytes are compared, and then this is faster than the framework's method.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsAlike(ReadOnlySpan<byte> rest, byte[] text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var (one, other) = (rest[at], text[at]);
            if (one != other && ((one ^ other) != CaseBit || !char.IsAsciiLetter((char)one)))
            {
                return false;
            }
        }

        return true;
    }
}
