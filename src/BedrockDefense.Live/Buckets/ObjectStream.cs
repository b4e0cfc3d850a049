using System.Net;
using System.Net.Http.Headers;
using Amazon.S3.Model;
using BedrockDefense.Hunting.Reading;

namespace BedrockDefense.Live.Buckets;

/// <summary>
/// The bytes of an object, from beginning to end. Of a large one the next parts are fetched while a part is read, as far as there are
/// buffers; where there are none, the next part is read as it comes. All parts are of one version of the object.
/// </summary>
internal sealed class ObjectStream : ForwardStream
{
    // The client writes it before each name.
    private const string MetadataPrefix = "x-amz-meta-";

    private readonly ObjectStore _store;
    private readonly ObjectVersion _version;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end;
    private readonly Queue<FetchedPart> _ahead = [];
    private ForwardStream _part;
    private long _asked;
    private long _position;
    private bool _isDisposed;

    private ObjectStream(
        ObjectStore store,
        ObjectVersion version,
        GetObjectResponse answer,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        (_store, _version, _time, _asked) = (store, version, time, answer.ContentLength);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _part = new ObjectPart(store, version, (0, _asked), answer, time, _end.Token);
        Stamp = ObjectStamp.Of(version.Length, version.Tag, answer.LastModified);
        Metadata = answer.Metadata.Keys.ToDictionary(
            name => name[MetadataPrefix.Length..],
            name => answer.Metadata[name],
            StringComparer.OrdinalIgnoreCase
        );
    }

    /// <summary>The state of the object; see <see cref="ObjectStamp"/>.</summary>
    public string? Stamp { get; }

    /// <summary>The metadata that the owner gave it, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public override long Length => _version.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>Opens an object.</summary>
    /// <exception cref="ObjectException">S3 does not give it.</exception>
    public static async Task<ObjectStream> OpenAsync(ObjectStore store, BucketPath path, TimeProvider time, CancellationToken cancellation)
    {
        var most = store.Sizes.StreamedBytes;
        var answer = await store.GetAsync(path, (0, most), null, cancellation).ConfigureAwait(false);
        if (LengthOf(answer, most) is { } length)
        {
            return new(store, new ObjectVersion(path, answer.ETag, length), answer, time, cancellation);
        }

        answer.Dispose();
        throw new ObjectException($"the answer to a request for its first {most} bytes has other bytes");
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectException">The rest of the object does not come, or is of another version.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            FetchAhead();
            var read = _part.Read(buffer);
            if (read > 0 || buffer.IsEmpty || _position == Length)
            {
                _position += read;
                return read;
            }

            _part.Dispose();
            _part = _ahead.TryDequeue(out var fetched) ? fetched : NextPart(_store.Sizes.StreamedBytes);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _end.Cancel();
            _part.Dispose();
            foreach (var part in _ahead)
            {
                part.Dispose();
            }

            _end.Dispose();
        }

        base.Dispose(disposing);
    }

    // Who ignores the range answers with the whole object.
    private static long? LengthOf(GetObjectResponse answer, int most) =>
        answer.HttpStatusCode != HttpStatusCode.PartialContent ? answer.ContentLength
        : ContentRangeHeaderValue.TryParse(answer.ContentRange, out var range)
        && range is { Unit: "bytes", From: 0, To: { } last, Length: { } length }
        && last + 1 == answer.ContentLength
        && last + 1 == Math.Min(length, most)
            ? length
        : null;

    private void FetchAhead()
    {
        while (_asked < Length && _ahead.Count < _store.Sizes.MostAhead && _store.Buffers.TryTake() is { } buffer)
        {
            var from = _asked;
            var part = NextPart(buffer.Length);
            _ahead.Enqueue(new FetchedPart(part, (int)(_asked - from), buffer, _store.Buffers));
        }
    }

    private ObjectPart NextPart(int most)
    {
        var from = _asked;
        _asked = Math.Min(from + most, Length);
        return new ObjectPart(_store, _version, (from, _asked), null, _time, _end.Token);
    }
}
