using BedrockDefense.Hunting.Reading;

namespace BedrockDefense.Live.Buckets;

/// <summary>A part of an object that is fetched into a buffer, while other parts are read.</summary>
internal sealed class FetchedPart : ForwardStream
{
    private readonly PartBuffers _buffers;
    private readonly byte[] _buffer;
    private readonly int _length;
    private readonly Task _fetched;
    private int _at;
    private bool _isDisposed;

    /// <summary>Begins to fetch a part.</summary>
    /// <param name="part">The part. It is disposed when it has been fetched.</param>
    /// <param name="length">The number of its bytes.</param>
    /// <param name="buffer">Receives the bytes. It goes back to the buffers when this stream is disposed and nothing is on its way.</param>
    /// <param name="buffers">The buffers.</param>
    public FetchedPart(ObjectPart part, int length, byte[] buffer, PartBuffers buffers)
    {
        (_buffer, _length, _buffers) = (buffer, length, buffers);
        _fetched = Task.Run(() => FetchAsync(part));
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectException">The part does not come.</exception>
    public override int Read(Span<byte> buffer)
    {
        _fetched.GetAwaiter().GetResult();
        var count = Math.Min(buffer.Length, _length - _at);
        _buffer.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _ = GiveBackAsync();
        }

        base.Dispose(disposing);
    }

    private async Task FetchAsync(ObjectPart part)
    {
        using (part)
        {
            for (var at = 0; at < _length; )
            {
                at += await part.FillAsync(_buffer.AsMemory(at, _length - at)).ConfigureAwait(false);
            }
        }
    }

    // Who disposes a part before it was read has cancelled it, and does not want to know how it ended.
    private async Task GiveBackAsync()
    {
        await _fetched.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _buffers.GiveBack(_buffer);
    }
}
