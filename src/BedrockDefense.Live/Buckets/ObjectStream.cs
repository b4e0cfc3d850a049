using System.Buffers;
using System.Globalization;
using Amazon.S3.Model;
using BedrockDefense.Hunting.Reading;

namespace BedrockDefense.Live.Buckets;

/// <summary>
/// The bytes of an object, from beginning to end. After a broken connection it goes on at the next byte of the same version of the
/// object; when the object was replaced, it ends with an error.
/// </summary>
internal sealed class ObjectStream : ForwardStream
{
    private const int BufferBytes = 64 * 1024;

    // Any byte that comes begins the count anew.
    private const int MostAttempts = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);

    private readonly ObjectStore _store;
    private readonly BucketPath _path;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;
    private readonly string _version;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private GetObjectResponse? _answer;
    private long _received;
    private int _at;
    private int _end;
    private bool _isDisposed;

    private ObjectStream(ObjectStore store, BucketPath path, GetObjectResponse answer, TimeProvider time, CancellationToken cancellation)
    {
        (_store, _path, _answer, _time, _cancellation) = (store, path, answer, time, cancellation);
        (Length, _version) = (answer.ContentLength, answer.ETag);
        Stamp = ObjectStamp.Of(Length, _version, answer.LastModified);
    }

    /// <summary>The state of the object; see <see cref="ObjectStamp"/>.</summary>
    public string? Stamp { get; }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override long Position
    {
        get => _received - (_end - _at);
        set => throw new NotSupportedException();
    }

    /// <summary>Opens an object.</summary>
    /// <exception cref="ObjectException">S3 does not give it.</exception>
    public static async Task<ObjectStream> OpenAsync(
        ObjectStore store,
        BucketPath path,
        TimeProvider time,
        CancellationToken cancellation
    ) => new(store, path, await store.GetAsync(path, 0, null, cancellation).ConfigureAwait(false), time, cancellation);

    /// <inheritdoc/>
    /// <exception cref="ObjectException">The rest of the object does not come.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_at == _end && _received < Length)
        {
            (_at, _end) = (0, FillAsync().GetAwaiter().GetResult());
            _received += _end;
        }

        var count = Math.Min(buffer.Length, _end - _at);
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
            _answer?.Dispose();
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        base.Dispose(disposing);
    }

    private async Task<int> FillAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            string reason;
            try
            {
                _answer ??= await OpenRestAsync().ConfigureAwait(false);
                var read = await ReadOnceAsync(_answer.ResponseStream).ConfigureAwait(false);
                if (read > 0)
                {
                    return read;
                }

                reason = "the connection was closed";
            }
            catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
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
                        $"only {_received} of {Length} bytes came, in {MostAttempts} attempts to get the rest: {reason}"
                    )
                );
            }

            await Task.Delay(FirstDelay * Math.Pow(2, attempt - 1), _time, _cancellation).ConfigureAwait(false);
        }
    }

    private async Task<int> ReadOnceAsync(Stream content)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _cancellation);
        var most = (int)Math.Min(BufferBytes, Length - _received);
        return await content.ReadAsync(_buffer.AsMemory(0, most), end.Token).ConfigureAwait(false);
    }

    // An answer without the wanted range would begin with other bytes.
    private async Task<GetObjectResponse> OpenRestAsync()
    {
        if (string.IsNullOrEmpty(_version))
        {
            throw new ObjectException(
                "the connection broke, and without an ETag nothing tells whether the rest would be of the same object"
            );
        }

        var answer = await _store.GetAsync(_path, _received, _version, _cancellation).ConfigureAwait(false);
        var range = string.Create(CultureInfo.InvariantCulture, $"bytes {_received}-{Length - 1}/{Length}");
        if (answer.ETag == _version && answer.ContentRange == range)
        {
            return answer;
        }

        answer.Dispose();
        throw new ObjectException($"the connection broke, and the answer to a request for {range} has other bytes");
    }
}
