using System.Runtime.CompilerServices;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>Bytes that are appended to a buffer, which is used again. Numbers take fewer bytes the closer they are to zero.</summary>
internal sealed class RowBuffer
{
    private byte[] _bytes = new byte[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Appends bytes after their number.</summary>
    public void AddCounted(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        Add(bytes);
    }

    /// <summary>Appends bytes that may be missing.</summary>
    public void AddOptional(ReadOnlySpan<byte> bytes, bool isPresent)
    {
        Add(isPresent ? 1 : 0);
        if (isPresent)
        {
            AddCounted(bytes);
        }
    }

    /// <summary>Appends a digest.</summary>
    public void Add(Digest digest)
    {
        Reserve(Digest.Length);
        digest.Write(_bytes.AsSpan(Length));
        Length += Digest.Length;
    }

    /// <summary>Appends a number: seven bits in each byte, and the sign in the lowest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long number)
    {
        const int MaximumBytes = 10;
        Reserve(MaximumBytes);
        var rest = (ulong)((number << 1) ^ (number >> 63));
        for (; rest >= 0x80; rest >>= 7)
        {
            _bytes[Length++] = (byte)(rest | 0x80);
        }

        _bytes[Length++] = (byte)rest;
    }

    /// <summary>Takes a number that <see cref="Add(long)"/> wrote.</summary>
    public static long TakeNumber(scoped ref ReadOnlySpan<byte> bytes)
    {
        var (value, at) = (0UL, 0);
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        bytes = bytes[at..];
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Takes bytes that <see cref="AddCounted"/> wrote.</summary>
    public static ReadOnlySpan<byte> TakeCounted(scoped ref ReadOnlySpan<byte> bytes)
    {
        var length = (int)TakeNumber(ref bytes);
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }

    /// <summary>Takes bytes that <see cref="AddOptional"/> wrote; returns null when they are missing.</summary>
    public static byte[]? TakeOptional(scoped ref ReadOnlySpan<byte> bytes) =>
        TakeNumber(ref bytes) == 0 ? null : TakeCounted(ref bytes).ToArray();

    /// <summary>Takes a digest.</summary>
    public static Digest TakeDigest(scoped ref ReadOnlySpan<byte> bytes)
    {
        var digest = Digest.Read(bytes);
        bytes = bytes[Digest.Length..];
        return digest;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }
    }
}
