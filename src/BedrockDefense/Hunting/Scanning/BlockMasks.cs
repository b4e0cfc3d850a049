using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BedrockDefense.Hunting.Scanning;

/// <summary>
/// Finds the structural characters of JSON among 64 bytes. Each result is a mask with one bit for each byte; the lowest bit is the
/// first byte.
/// </summary>
internal static class BlockMasks
{
    /// <summary>The number of bytes that a mask covers.</summary>
    public const int Length = 64;

    private const byte CaseBit = 0x20;

    /// <summary>
    /// Finds the relevant bytes. Setting the case bit turns <c>[</c> into <c>{</c> and <c>]</c> into <c>}</c>. The last mask has
    /// control characters and bytes outside ASCII, which are negative as signed numbers.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Find(
        ref byte block,
        out ulong quotes,
        out ulong backslashes,
        out ulong opens,
        out ulong closes,
        out ulong capitalNs,
        out ulong odds
    )
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var bytes = Vector512.LoadUnsafe(ref block);
            var folded = bytes | Vector512.Create(CaseBit);
            quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            backslashes = Vector512.Equals(bytes, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
            opens = Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits();
            closes = Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits();
            capitalNs = Vector512.Equals(bytes, Vector512.Create((byte)'N')).ExtractMostSignificantBits();
            odds = Vector512.LessThan(bytes.AsSByte(), Vector512.Create((sbyte)' ')).ExtractMostSignificantBits();
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Find256(ref block, out quotes, out backslashes, out opens, out closes, out capitalNs, out odds);
            Find256(ref Unsafe.Add(ref block, 32), out var q, out var b, out var o, out var c, out var n, out var t);
            (quotes, backslashes, opens, closes) = (quotes | (q << 32), backslashes | (b << 32), opens | (o << 32), closes | (c << 32));
            (capitalNs, odds) = (capitalNs | (n << 32), odds | (t << 32));
        }
        else
        {
            (quotes, backslashes, opens, closes, capitalNs, odds) = (0, 0, 0, 0, 0, 0);
            for (var start = 0; start < Length; start += Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref block, (nuint)start);
                var folded = bytes | Vector128.Create(CaseBit);
                quotes |= (ulong)Vector128.Equals(bytes, Vector128.Create((byte)'"')).ExtractMostSignificantBits() << start;
                backslashes |= (ulong)Vector128.Equals(bytes, Vector128.Create((byte)'\\')).ExtractMostSignificantBits() << start;
                opens |= (ulong)Vector128.Equals(folded, Vector128.Create((byte)'{')).ExtractMostSignificantBits() << start;
                closes |= (ulong)Vector128.Equals(folded, Vector128.Create((byte)'}')).ExtractMostSignificantBits() << start;
                capitalNs |= (ulong)Vector128.Equals(bytes, Vector128.Create((byte)'N')).ExtractMostSignificantBits() << start;
                odds |= (ulong)Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)' ')).ExtractMostSignificantBits() << start;
            }
        }
    }

    /// <summary>
    /// Finds the bytes that matter for the structure of one record: brackets, colons and commas together, and control characters other
    /// than those outside ASCII.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FindStructure(ref byte block, out ulong quotes, out ulong backslashes, out ulong structure, out ulong controls)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var bytes = Vector512.LoadUnsafe(ref block);
            var folded = bytes | Vector512.Create(CaseBit);
            quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            backslashes = Vector512.Equals(bytes, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
            structure =
                Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits()
                | Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits()
                | Vector512.Equals(bytes, Vector512.Create((byte)':')).ExtractMostSignificantBits()
                | Vector512.Equals(bytes, Vector512.Create((byte)',')).ExtractMostSignificantBits();
            controls = Vector512.LessThan(bytes, Vector512.Create((byte)' ')).ExtractMostSignificantBits();
            return;
        }

        (quotes, backslashes, structure, controls) = (0, 0, 0, 0);
        for (var start = 0; start < Length; start += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref block, (nuint)start);
            var folded = bytes | Vector256.Create(CaseBit);
            quotes |= (ulong)Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits() << start;
            backslashes |= (ulong)Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits() << start;
            structure |=
                (ulong)
                    (
                        Vector256.Equals(folded, Vector256.Create((byte)'{'))
                        | Vector256.Equals(folded, Vector256.Create((byte)'}'))
                        | Vector256.Equals(bytes, Vector256.Create((byte)':'))
                        | Vector256.Equals(bytes, Vector256.Create((byte)','))
                    ).ExtractMostSignificantBits() << start;
            controls |= (ulong)Vector256.LessThan(bytes, Vector256.Create((byte)' ')).ExtractMostSignificantBits() << start;
        }
    }

    /// <summary>Returns a mask of the bytes that are not ASCII.</summary>
    public static ulong FindNonAscii(ref byte block)
    {
        var found = 0UL;
        for (var start = 0; start < Length; start += Vector128<byte>.Count)
        {
            found |= (ulong)Vector128.LoadUnsafe(ref block, (nuint)start).ExtractMostSignificantBits() << start;
        }

        return found;
    }

    /// <summary>Returns a mask of the positions of a byte.</summary>
    public static ulong Find(ref byte block, byte value)
    {
        var found = 0UL;
        for (var start = 0; start < Length; start += Vector128<byte>.Count)
        {
            found |=
                (ulong)Vector128.Equals(Vector128.LoadUnsafe(ref block, (nuint)start), Vector128.Create(value)).ExtractMostSignificantBits()
                << start;
        }

        return found;
    }

    /// <summary>Returns the parity of all bits up to each bit: 1 between quotation marks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        for (var distance = 1; distance < Length; distance <<= 1)
        {
            bits ^= bits << distance;
        }

        return bits;
    }

    /// <summary>Returns a mask of the bytes that a backslash before them escapes.</summary>
    /// <param name="backslashes">The mask of the backslashes.</param>
    /// <param name="carry">In: whether the first byte of the block is escaped. Out: whether the first byte of the next block is.</param>
    public static ulong FindEscaped(ulong backslashes, ref ulong carry)
    {
        // An escaped backslash escapes nothing, and runs of backslashes may begin anywhere. So the loop visits them bit by bit.
        var (escaped, open) = (carry, backslashes & ~carry);
        carry = 0;
        while (open != 0)
        {
            var at = BitOperations.TrailingZeroCount(open);
            if (at == Length - 1)
            {
                carry = 1;
                break;
            }

            escaped |= 2UL << at;
            open &= ~(3UL << at);
        }

        return escaped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Find256(
        ref byte block,
        out ulong quotes,
        out ulong backslashes,
        out ulong opens,
        out ulong closes,
        out ulong capitalNs,
        out ulong odds
    )
    {
        var bytes = Vector256.LoadUnsafe(ref block);
        var folded = bytes | Vector256.Create(CaseBit);
        quotes = Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
        backslashes = Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();
        opens = Vector256.Equals(folded, Vector256.Create((byte)'{')).ExtractMostSignificantBits();
        closes = Vector256.Equals(folded, Vector256.Create((byte)'}')).ExtractMostSignificantBits();
        capitalNs = Vector256.Equals(bytes, Vector256.Create((byte)'N')).ExtractMostSignificantBits();
        odds = Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)' ')).ExtractMostSignificantBits();
    }
}
