using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Testing;

/// <summary>
/// A small archive as a trail with log file validation delivers it, written without any code of the product: log files, digests that name
/// and sign one another, and the metadata of the digests' objects.
/// </summary>
public sealed class TrailArchive
{
    public const string Account = "111122223333";
    public const string Region = "eu-central-1";
    public const string Fingerprint = "0123456789abcdef0123456789abcdef";
    public const string MetadataEnd = ".head-object.json";

    private const string Bucket = "audit-logs";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The key of "CloudTrail". There is one for a run of tests, because making one takes long.</summary>
    public static RSA Key { get; } = RSA.Create(2048);

    private readonly Random _random;
    private readonly Dictionary<string, (JsonObject Json, string Signature)> _last = [];

    private TrailArchive(int seed) => _random = new Random(seed);

    /// <summary>The stored bytes of each file by its S3 key.</summary>
    public SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys of the digests of the first chain, in order of time.</summary>
    public List<string> Digests { get; } = [];

    /// <summary>The keys of the log files.</summary>
    public IReadOnlyList<string> Logs => [.. Files.Keys.Where(key => key.Contains("_CloudTrail_", StringComparison.Ordinal))];

    /// <summary>The start of the first hour.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The output of <c>aws cloudtrail list-public-keys</c>.</summary>
    public static string PublicKeys { get; } =
        JsonSerializer.Serialize(
            new { PublicKeyList = new[] { new { Value = Convert.ToBase64String(Key.ExportRSAPublicKey()), Fingerprint } } }
        );

    /// <summary>The hours of an archive.</summary>
    public const int Hours = 3;

    /// <summary>Makes an archive of an account. A second Region has a chain of its own, with an hour without log files.</summary>
    public static TrailArchive Make(int seed, bool hasSecondRegion = true, string prefix = "")
    {
        var archive = new TrailArchive(seed);
        for (var hour = 0; hour < Hours; hour++)
        {
            archive.Digests.Add(archive.AddHour(hour, Region, 1 + archive._random.Next(2), prefix));
            if (hasSecondRegion)
            {
                archive.AddHour(hour, "us-east-1", hour == 1 ? 0 : 1, prefix);
            }
        }

        return archive;
    }

    /// <summary>Adds an hour: its log files and the digest that names them. Returns the key of the digest.</summary>
    public string AddHour(int hour, string region, int logs, string prefix = "", bool isStart = false, bool isBackfill = false)
    {
        var (from, until) = (Start.AddHours(hour), Start.AddHours(hour + 1));
        var entries = new JsonArray();
        for (var number = 0; number < logs; number++)
        {
            var log = LogKey(from.AddMinutes(_random.Next(55)), region, prefix);
            var content = Encoding.UTF8.GetBytes($$"""{"Records":[{"eventID":"{{_random.NextInt64()}}"},{"eventID":"{{hour}}"}]}""");
            Files[log] = Gzip(content);
            entries.Add(
                new JsonObject
                {
                    ["s3Bucket"] = Bucket,
                    ["s3Object"] = log,
                    ["hashValue"] = Convert.ToHexStringLower(SHA256.HashData(content)),
                    ["hashAlgorithm"] = "SHA-256",
                }
            );
        }

        var key =
            $"{prefix}AWSLogs/{Account}/CloudTrail-Digest/{region}/{Day(until)}/{Account}_CloudTrail-Digest_{region}_main_{Region}_"
            + $"{until.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}{(isBackfill ? "_backfill" : "")}.json.gz";
        var before = isStart || !_last.TryGetValue($"{region}{isBackfill}", out var last) ? default : last;
        var digest = new JsonObject
        {
            ["awsAccountId"] = Account,
            ["digestStartTime"] = from.ToString(TimeForm, CultureInfo.InvariantCulture),
            ["digestEndTime"] = until.ToString(TimeForm, CultureInfo.InvariantCulture),
            ["digestS3Bucket"] = Bucket,
            ["digestS3Object"] = key,
            ["digestPublicKeyFingerprint"] = Fingerprint,
            ["digestSignatureAlgorithm"] = "SHA256withRSA",
            ["previousDigestS3Bucket"] = before.Json is null ? null : Bucket,
            ["previousDigestS3Object"] = before.Json?["digestS3Object"]!.GetValue<string>(),
            ["previousDigestHashValue"] = before.Json is null ? null : HashOf(before.Json),
            ["previousDigestHashAlgorithm"] = before.Json is null ? null : "SHA-256",
            ["previousDigestSignature"] = before.Json is null ? null : before.Signature,
            ["logFiles"] = entries,
        };
        _last[$"{region}{isBackfill}"] = (digest, Put(key, digest, Key));
        return key;
    }

    /// <summary>Returns the key of a log file that no digest names.</summary>
    public string LogKey(DateTimeOffset time, string region = Region, string prefix = "") =>
        $"{prefix}AWSLogs/{Account}/CloudTrail/{region}/{Day(time)}/{Account}_CloudTrail_{region}_"
        + $"{time.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture)}_{Name()}.json.gz";

    /// <summary>Puts a digest and the metadata of its object into the archive; returns the signature.</summary>
    public string Put(string key, JsonObject digest, RSA signer)
    {
        var text =
            $"{digest["digestEndTime"]}\n{digest["digestS3Bucket"]}/{digest["digestS3Object"]}\n{HashOf(digest)}\n"
            + (digest["previousDigestSignature"]?.GetValue<string>() ?? "null");
        var signature = Convert.ToHexStringLower(
            signer.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        );
        Files[key] = Gzip(Encoding.UTF8.GetBytes(digest.ToJsonString()));
        Files[key + MetadataEnd] = Encoding.UTF8.GetBytes(
            $$$"""{"ContentType":"application/json","Metadata":{"signature":"{{{signature}}}","signature-algorithm":"SHA256withRSA"}}"""
        );
        return signature;
    }

    /// <summary>Reads a digest again.</summary>
    public JsonObject Digest(string key) => JsonNode.Parse(Inflate(Files[key]))!.AsObject();

    /// <summary>Writes digests anew from one on, so that each agrees with the one before it, as far as the signer can.</summary>
    public void Rewrite(int from, RSA signer)
    {
        var signature = Digest(Digests[from])["previousDigestSignature"]?.GetValue<string>();
        for (var index = from; index < Digests.Count; index++)
        {
            var digest = Digest(Digests[index]);
            if (index > from)
            {
                digest["previousDigestHashValue"] = HashOf(Digest(Digests[index - 1]));
                digest["previousDigestSignature"] = signature;
            }

            signature = Put(Digests[index], digest, signer);
        }
    }

    /// <summary>Returns an archive with the same files, which can be changed without changing this one.</summary>
    public TrailArchive Copy(int seed)
    {
        var copy = new TrailArchive(seed);
        copy.Digests.AddRange(Digests);
        foreach (var (key, bytes) in Files)
        {
            copy.Files.Add(key, bytes);
        }

        return copy;
    }

    /// <summary>Writes the archive into a folder.</summary>
    public void Write(string folder)
    {
        foreach (var (key, bytes) in Files)
        {
            var path = Path.Combine(folder, key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }

    public static string HashOf(JsonObject digest) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(digest.ToJsonString())));

    public static byte[] Gzip(byte[] content)
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return stored.ToArray();
    }

    public static byte[] Inflate(byte[] stored)
    {
        using var gzip = new GZipStream(new MemoryStream(stored), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }

    private static string Day(DateTimeOffset time) => time.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);

    private string Name() => string.Concat(Enumerable.Range(0, 16).Select(_ => (char)('A' + _random.Next(26))));
}
