using System.Buffers;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// The input of an inflater. It keeps the bytes that were read last, so that the bytes that the inflater read but did not need can
/// be read again.
/// </summary>
internal sealed class InflaterInput(Stream content) : ForwardStream
{
    private const int Size = 64 * 1024;

    // The longest look-ahead: the fixed header of a member.
    private const int LookAheadBytes = 16;

    private const int MaximumReadBytes = 16 * 1024;

    // The buffer is pooled, because there are many files and most are small.
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private long _origin;
    private int _lastStart;
    private int _at;
    private int _end;
    private bool _isReturned;

    /// <inheritdoc/>
    public override long Position
    {
        get => _origin + _at;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_at == _end)
        {
            Fill(1);
        }

        var count = Math.Min(Math.Min(buffer.Length, MaximumReadBytes), _end - _at);
        _buffer.AsSpan(_at, count).CopyTo(buffer);
        (_lastStart, _at) = (_at, _at + count);
        return count;
    }

    /// <summary>Returns the byte at a distance from the current one, or -1 after the end.</summary>
    public int Peek(int distance)
    {
        if (_at + distance >= _end)
        {
            Fill(distance + 1);
        }

        return _at + distance < _end ? _buffer[_at + distance] : -1;
    }

    /// <summary>Skips bytes that were peeked at.</summary>
    public void Skip(int count) => _lastStart = _at += count;

    /// <summary>
    /// Searches the bytes that were read last, and a few bytes after them, for the first occurrence of these bytes, and moves back
    /// to its end.
    /// </summary>
    /// <param name="bytes">The bytes to search for.</param>
    /// <param name="passed">The bytes that were read last, up to that end.</param>
    /// <returns>False when the bytes do not occur.</returns>
    public bool ReturnAfter(ReadOnlySpan<byte> bytes, out ReadOnlyMemory<byte> passed)
    {
        Fill(bytes.Length);
        // The compressed data ends within the bytes that were read last, so the bytes to find begin there or directly after them.
        var end = Math.Min(_end, _at + bytes.Length);
        var found = _buffer.AsSpan(_lastStart, end - _lastStart).IndexOf(bytes);
        passed = found < 0 ? default : _buffer.AsMemory(_lastStart, found + bytes.Length);
        if (found < 0)
        {
            return false;
        }

        _lastStart = _at = _lastStart + found + bytes.Length;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isReturned)
        {
            _isReturned = true;
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads until this number of bytes is available, or the file ends.</summary>
    private void Fill(int wanted)
    {
        if (_end + Math.Max(wanted, LookAheadBytes) > Size)
        {
            _buffer.AsSpan(_lastStart, _end - _lastStart).CopyTo(_buffer);
            _origin += _lastStart;
            (_at, _end, _lastStart) = (_at - _lastStart, _end - _lastStart, 0);
        }

        while (_end - _at < wanted && content.Read(_buffer, _end, Size - _end) is > 0 and var read)
        {
            _end += read;
        }
    }
}
