using System.Collections.Concurrent;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using BedrockDefense.Hunting;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Buckets;

/// <summary>
/// Lists and reads the objects of buckets, whatever their Regions. Requests are signed with the credentials that the AWS CLI would
/// find. What is throttled or not answered is asked for again. Several threads may use a store.
/// </summary>
/// <param name="endpoint">An address that answers in place of S3, such as an emulator's; null for AWS itself.</param>
/// <param name="paysForRequests">Whether the caller agrees to pay where a bucket's owner does not.</param>
/// <param name="time">The clock for waiting between attempts.</param>
public sealed class ObjectStore(Uri? endpoint, bool paysForRequests, TimeProvider time) : IDisposable
{
    // Amazon S3 API Reference, "ListObjectsV2".
    private const int PageLength = 1_000;

    private const long AllocatedBetweenCollections = 64 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Lazy<AmazonS3Client>> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _regions = new(StringComparer.Ordinal);
    private readonly Lazy<Task<AWSCredentials>> _credentials = new(FindCredentialsAsync);

    // A bucket in another Region is found from any Region of its partition.
    private readonly Lazy<string> _ownRegion = new(() =>
        (FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false) ?? RegionEndpoint.USEast1).SystemName
    );

    private string? _addressAndBlank;
    private long _collectedAt;

    /// <summary>How long an answer may take to begin.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many times a request is repeated when S3 throttles it or cannot answer.</summary>
    internal int Repetitions { get; init; } = 4;

    /// <summary>How large objects are divided.</summary>
    internal PartSizes Sizes
    {
        get;
        init => (field, Buffers) = (value, new PartBuffers(value.Buffers, value.FetchedBytes));
    } = PartSizes.Default;

    /// <summary>The buffers for the parts of large objects.</summary>
    internal PartBuffers Buffers { get; private init; } = new(PartSizes.Default.Buffers, PartSizes.Default.FetchedBytes);

    /// <summary>Gives the credentials; those that the AWS CLI would find, unless set.</summary>
    internal Func<Task<AWSCredentials>> FindCredentials
    {
        init => _credentials = new Lazy<Task<AWSCredentials>>(value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    /// <summary>
    /// Returns a name for a path that no path in another store has: the path itself in AWS, where no two buckets of a partition have one
    /// name, and the path after the address of whatever answers in place of S3.
    /// </summary>
    /// <param name="path">The bucket and the whole key.</param>
    public string NameOf(string path)
    {
        // The environment and the AWS CLI's files can name an address too.
        _addressAndBlank ??= ConfigOf(_ownRegion.Value).ServiceURL is { } address ? $"{address} " : "";
        return _addressAndBlank + path;
    }

    /// <summary>Opens an object for reading from its beginning to its end.</summary>
    /// <param name="path">The bucket and the whole key.</param>
    /// <param name="cancellation">Ends the waiting for the object and for its bytes.</param>
    /// <exception cref="ObjectException">It cannot be opened.</exception>
    public OpenedSource Open(BucketPath path, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        CollectGarbage();
        // The caller is a thread of its own, which has nothing else to do.
        var content = ObjectStream.OpenAsync(this, path, time, cancellation).GetAwaiter().GetResult();
        return new OpenedSource(content, content.Length) { Stamp = content.Stamp, Metadata = content.Metadata };
    }

    /// <summary>Lists up to 1,000 objects and folders.</summary>
    /// <param name="path">The bucket, and the beginning of the keys.</param>
    /// <param name="inFolders">Whether keys with a further slash are told as the folder up to it.</param>
    /// <param name="token">The token of the page before; null for the first page.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="most">The most objects and folders that are listed.</param>
    /// <exception cref="ObjectException">They cannot be listed.</exception>
    internal Task<ObjectPage> ListAsync(
        BucketPath path,
        bool inFolders,
        string? token,
        CancellationToken cancellation,
        int most = PageLength
    ) =>
        SendAsync(
            path with
            {
                Key = "",
            },
            async client =>
                ObjectPage.Of(
                    await client
                        .ListObjectsV2Async(
                            new ListObjectsV2Request
                            {
                                BucketName = path.Bucket,
                                Prefix = path.Key,
                                Delimiter = inFolders ? "/" : null,
                                ContinuationToken = token,
                                MaxKeys = most,
                                // A key can have characters that XML has not.
                                Encoding = EncodingType.Url,
                                RequestPayer = Payer,
                            },
                            cancellation
                        )
                        .ConfigureAwait(false)
                ),
            cancellation
        );

    /// <summary>Asks for a part of an object. The answer has fewer bytes where the object ends before.</summary>
    /// <param name="path">The bucket and the whole key.</param>
    /// <param name="span">The positions of the first wanted byte and of the one after the last.</param>
    /// <param name="version">The ETag that the object must have; null for any.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal Task<GetObjectResponse> GetAsync(BucketPath path, (long From, long End) span, string? version, CancellationToken cancellation)
    {
        return SendAsync(path, GetOrEmptyAsync, cancellation);

        async Task<GetObjectResponse> GetOrEmptyAsync(AmazonS3Client client)
        {
            var request = new GetObjectRequest
            {
                BucketName = path.Bucket,
                // The client takes one slash away from the beginning of a key.
                Key = path.Key.StartsWith('/') ? $"/{path.Key}" : path.Key,
                // Without a range, the client takes the ETag for an MD5 sum, which it need not be.
                ByteRange = new ByteRange(FormattableString.Invariant($"bytes={span.From}-{span.End - 1}")),
                EtagToMatch = version,
                RequestPayer = Payer,
            };
            try
            {
                return await client.GetObjectAsync(request, cancellation).ConfigureAwait(false);
            }
            catch (AmazonS3Exception exception) when (span.From == 0 && exception.ErrorCode == "InvalidRange")
            {
                return new GetObjectResponse { ContentLength = 0, ResponseStream = Stream.Null };
            }
        }
    }

    private RequestPayer? Payer => paysForRequests ? RequestPayer.Requester : null;

    private async Task<T> SendAsync<T>(BucketPath path, Func<AmazonS3Client, Task<T>> send, CancellationToken cancellation)
    {
        try
        {
            var credentials = await _credentials.Value.ConfigureAwait(false);
            var region = _regions.GetValueOrDefault(path.Bucket, _ownRegion.Value);
            try
            {
                return await send(ClientOf(region, credentials)).ConfigureAwait(false);
            }
            catch (AmazonS3Exception exception) when (BucketRegion.Of(exception) is { } other && other != region)
            {
                _regions[path.Bucket] = other;
                return await send(ClientOf(other, credentials)).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsAboutTime(exception) && !cancellation.IsCancellationRequested)
        {
            throw new ObjectException($"no answer came in {Patience.TotalSeconds} seconds");
        }
        catch (Exception exception) when (exception is not (ObjectException or OperationCanceledException))
        {
            throw new ObjectException(ObjectFailure.Explain(exception, path), exception is AmazonS3Exception { ErrorCode: "NoSuchBucket" });
        }
    }

    private static bool IsAboutTime(Exception exception) => exception is TimeoutException or OperationCanceledException;

    // The client leaves much garbage of each request, on threads of the pool, where no hunt collects its own.
    private void CollectGarbage()
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var before = Interlocked.Read(ref _collectedAt);
        if (allocated - before > AllocatedBetweenCollections && Interlocked.CompareExchange(ref _collectedAt, allocated, before) == before)
        {
            GC.Collect();
        }
    }

    // Without credentials every request would fail in its own way.
    private static async Task<AWSCredentials> FindCredentialsAsync()
    {
        try
        {
            var found = await DefaultCredentials.FindAsync().ConfigureAwait(false);
            await found.GetCredentialsAsync().ConfigureAwait(false);
            return found;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ObjectException(DefaultCredentials.Explain(exception));
        }
    }

    private AmazonS3Client ClientOf(string region, AWSCredentials credentials) =>
        _clients.GetOrAdd(region, new Lazy<AmazonS3Client>(() => new AmazonS3Client(credentials, ConfigOf(region)))).Value;

    private AmazonS3Config ConfigOf(string region)
    {
        var config = new AmazonS3Config
        {
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = Repetitions,
            Timeout = Patience,
            // The checksum of an object is of all of it, and gzip data has its own.
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        else
        {
            (config.ServiceURL, config.AuthenticationRegion, config.ForcePathStyle) = (endpoint.ToString(), region, true);
        }

        return config;
    }
}
