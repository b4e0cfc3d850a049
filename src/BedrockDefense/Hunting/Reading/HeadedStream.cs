namespace BedrockDefense.Hunting.Reading;

/// <summary>A stream of bytes that were read in advance, followed by another stream.</summary>
internal sealed class HeadedStream(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> _head = head;
    private long _position;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var count = _head.IsEmpty ? rest.Read(buffer) : Math.Min(buffer.Length, _head.Length);
        if (!_head.IsEmpty)
        {
            _head.Span[..count].CopyTo(buffer);
            _head = _head[count..];
        }

        _position += count;
        return count;
    }
}
