using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace BedrockDefense.Testing;

/// <summary>
/// Answers requests of S3 on this machine. It lists and gives objects as the Amazon S3 API Reference says ("ListObjectsV2",
/// "GetObject"), and lets a test answer in its place.
/// </summary>
public sealed class FakeBuckets : IDisposable
{
    /// <summary>The name of the only bucket.</summary>
    public const string Name = "trail-logs";

    private readonly LocalServer _server;

    public FakeBuckets() => _server = new LocalServer(AnswerAsync);

    /// <summary>The address.</summary>
    public Uri Address => _server.Address;

    /// <summary>The objects, in the order in which S3 lists them.</summary>
    public SortedDictionary<string, byte[]> Objects { get; } = new(Comparer<string>.Create(CompareBytes));

    /// <summary>When objects were written; what is not here was written on 28 November 2026.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Written { get; } = [];

    /// <summary>The metadata of objects, by key: names and values.</summary>
    public ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> Metadata { get; } = [];

    /// <summary>The requests so far.</summary>
    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    /// <summary>Answers a request; null leaves the answer to the bucket.</summary>
    public Func<FakeRequest, FakeAnswer?> Interfere { get; set; } = _ => null;

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private static int CompareBytes(string? one, string? other) =>
        Encoding.UTF8.GetBytes(one!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other!));

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = FakeRequest.Of(context.Request);
        Requests.Enqueue(request);
        var answer =
            Interfere(request)
            ?? (
                request.Bucket != Name ? FakeAnswer.Error(404, "NoSuchBucket", "The specified bucket does not exist")
                : request.Key.Length == 0 ? List(request)
                : Get(request)
            );
        try
        {
            context.Response.StatusCode = answer.Status;
            foreach (var (name, value) in answer.Headers)
            {
                context.Response.Headers[name] = value;
            }

            context.Response.ContentLength64 = answer.Body.Length;
            await context.Response.OutputStream.WriteAsync(answer.Body.AsMemory(0, answer.SentBytes ?? answer.Body.Length));
            if (answer.SentBytes < answer.Body.Length)
            {
                await context.Response.OutputStream.FlushAsync();
                context.Response.Abort();
            }
            else
            {
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client went away.
        }
    }

    private FakeAnswer Get(FakeRequest request)
    {
        if (!Objects.TryGetValue(request.Key, out var content))
        {
            return FakeAnswer.Error(404, "NoSuchKey", "The specified key does not exist.");
        }

        var version = VersionOf(content);
        if (request.Headers["If-Match"] is { } wanted && wanted != version)
        {
            return FakeAnswer.Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        if (request.From is not { } from)
        {
            return new FakeAnswer(200, content) { Headers = [.. HeadersOf(request.Key, version)] };
        }

        var last = Math.Min(request.Last ?? int.MaxValue, content.Length - 1);
        return from >= content.Length
            ? FakeAnswer.Error(416, "InvalidRange", "The requested range is not satisfiable")
            : new FakeAnswer(206, content[from..(last + 1)])
            {
                Headers = [.. HeadersOf(request.Key, version), ("Content-Range", $"bytes {from}-{last}/{content.Length}")],
            };
    }

    private IEnumerable<(string Name, string Value)> HeadersOf(string key, string version) =>
        Metadata
            .GetValueOrDefault(key, new Dictionary<string, string>())
            .Select(one => ($"x-amz-meta-{one.Key}", one.Value))
            .Prepend(("Last-Modified", TimeOf(key, "r")))
            .Prepend(("ETag", version));

    private static string VersionOf(byte[] content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";

    private string TimeOf(string key, string format) =>
        Written.GetValueOrDefault(key, new(2026, 11, 28, 20, 0, 0, TimeSpan.Zero)).ToString(format, CultureInfo.InvariantCulture);

    private FakeAnswer List(FakeRequest request)
    {
        var (prefix, delimiter) = (request.Query["prefix"] ?? "", request.Query["delimiter"]);
        var most = int.Parse(request.Query["max-keys"] ?? "1000", CultureInfo.InvariantCulture);
        var entries = new List<(string Name, int? Bytes)>();
        foreach (var (key, content) in Objects.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var end = delimiter is null ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var entry = end < 0 ? (key, content.Length) : (key[..(end + 1)], (int?)null);
            if (entries.Count == 0 || entries[^1] != entry)
            {
                entries.Add(entry);
            }
        }

        var start = int.Parse(request.Query["continuation-token"] ?? "0", CultureInfo.InvariantCulture);
        var page = entries.Skip(start).Take(most).ToList();
        var hasMore = start + page.Count < entries.Count;
        var list = new XElement(
            "ListBucketResult",
            new XElement("EncodingType", "url"),
            new XElement("IsTruncated", hasMore),
            hasMore ? new XElement("NextContinuationToken", start + page.Count) : null,
            page.Select(entry =>
                entry.Bytes is { } bytes
                    ? new XElement(
                        "Contents",
                        new XElement("Key", Uri.EscapeDataString(entry.Name)),
                        new XElement("Size", bytes),
                        new XElement("ETag", VersionOf(Objects[entry.Name])),
                        new XElement("LastModified", TimeOf(entry.Name, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"))
                    )
                    : new XElement("CommonPrefixes", new XElement("Prefix", Uri.EscapeDataString(entry.Name)))
            )
        );
        return new FakeAnswer(200, Encoding.UTF8.GetBytes(list.ToString()));
    }
}
