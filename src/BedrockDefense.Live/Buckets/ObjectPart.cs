using System.Buffers;
using System.Globalization;
using Amazon.S3.Model;
using BedrockDefense.Hunting.Reading;

namespace BedrockDefense.Live.Buckets;

/// <summary>
/// The bytes of a part of an object. After a broken connection it goes on at the next byte of the same version of the object; when the
/// object was replaced, it ends with an error.
/// </summary>
/// <param name="store">Asks for the object.</param>
/// <param name="version">The object, in the version that is read.</param>
/// <param name="span">The positions of the first byte and of the one after the last.</param>
/// <param name="answer">The answer that has the bytes; null when they are to be asked for.</param>
/// <param name="time">The clock for waiting between attempts.</param>
/// <param name="cancellation">Ends the waiting for the bytes.</param>
internal sealed class ObjectPart(
    ObjectStore store,
    ObjectVersion version,
    (long From, long End) span,
    GetObjectResponse? answer,
    TimeProvider time,
    CancellationToken cancellation
) : ForwardStream
{
    private const int BufferBytes = 64 * 1024;

    // Any byte that comes begins the count anew.
    private const int MostAttempts = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);

    private GetObjectResponse? _answer = answer;
    private long _received = span.From;
    private byte[]? _buffer;
    private int _at;
    private int _filled;

    /// <inheritdoc/>
    /// <exception cref="ObjectException">The rest of the part does not come.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_at == _filled)
        {
            _buffer ??= ArrayPool<byte>.Shared.Rent(BufferBytes);
            (_at, _filled) = (0, FillAsync(_buffer.AsMemory(0, BufferBytes)).GetAwaiter().GetResult());
        }

        var count = Math.Min(buffer.Length, _filled - _at);
        _buffer.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    /// <summary>Reads the next bytes past the buffer of this stream, as many as come at once.</summary>
    /// <returns>Their number; 0 at the end of the part.</returns>
    /// <exception cref="ObjectException">The rest of the part does not come.</exception>
    public async Task<int> FillAsync(Memory<byte> buffer)
    {
        buffer = buffer[..(int)Math.Min(buffer.Length, span.End - _received)];
        for (var attempt = 1; !buffer.IsEmpty; attempt++)
        {
            string reason;
            try
            {
                _answer ??= await OpenRestAsync().ConfigureAwait(false);
                var read = await ReadOnceAsync(_answer.ResponseStream, buffer).ConfigureAwait(false);
                if (read > 0)
                {
                    _received += read;
                    return read;
                }

                reason = "the connection was closed";
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                reason = $"nothing came for {Patience.TotalSeconds} seconds";
            }
            catch (IOException exception) when (exception is not ObjectException)
            {
                reason = exception.Message;
            }

            _answer?.Dispose();
            _answer = null;
            if (attempt == MostAttempts)
            {
                throw new ObjectException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"only {_received} of {version.Length} bytes came, in {MostAttempts} attempts to get the rest: {reason}"
                    )
                );
            }

            await Task.Delay(FirstDelay * Math.Pow(2, attempt - 1), time, cancellation).ConfigureAwait(false);
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _answer?.Dispose();
            _answer = null;
            if (_buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = null;
            }
        }

        base.Dispose(disposing);
    }

    private async Task<int> ReadOnceAsync(Stream content, Memory<byte> buffer)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        return await content.ReadAsync(buffer, end.Token).ConfigureAwait(false);
    }

    // An answer without the wanted range would begin with other bytes.
    private async Task<GetObjectResponse> OpenRestAsync()
    {
        if (string.IsNullOrEmpty(version.Tag))
        {
            throw new ObjectException("without an ETag nothing tells whether the rest would be of the same object");
        }

        var rest = await store.GetAsync(version.Path, (_received, span.End), version.Tag, cancellation).ConfigureAwait(false);
        var range = string.Create(CultureInfo.InvariantCulture, $"bytes {_received}-{span.End - 1}/{version.Length}");
        if (rest.ETag == version.Tag && rest.ContentRange == range)
        {
            return rest;
        }

        rest.Dispose();
        throw new ObjectException($"the answer to a request for {range} has other bytes");
    }
}
