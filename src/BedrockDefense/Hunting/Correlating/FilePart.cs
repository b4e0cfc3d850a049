using BedrockDefense.Hunting.Reading;
using Microsoft.Win32.SafeHandles;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>Reads a file from a position onwards, independently of other readers of the same file.</summary>
internal sealed class FilePart(SafeFileHandle file, long position) : ForwardStream
{
    private readonly byte[] _buffer = new byte[8 * 1024];
    private long _next = position;
    private int _start;
    private int _end;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            (_start, _end) = (0, RandomAccess.Read(file, _buffer, _next));
            _next += _end;
        }

        var count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }
}
