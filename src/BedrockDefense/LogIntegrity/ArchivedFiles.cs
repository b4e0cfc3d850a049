using BedrockDefense.CloudTrail;

namespace BedrockDefense.LogIntegrity;

/// <summary>The files of an archive by their names. The folders do not count here, since an archive may lie anywhere.</summary>
internal sealed class ArchivedFiles
{
    /// <summary>
    /// The end of the name of a file beside a digest that holds the answer of S3's <c>HeadObject</c>, because the signature is metadata
    /// of the object and not part of it.
    /// </summary>
    public const string MetadataEnd = ".head-object.json";

    private const string DigestPart = "_CloudTrail-Digest_";
    private const string GzipEnd = ".gz";
    private const string PlainEnd = ".json";

    /// <param name="paths">The paths of the files.</param>
    public ArchivedFiles(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            var isMetadata = path.EndsWith(MetadataEnd, StringComparison.Ordinal);
            var owner = isMetadata ? path[..^MetadataEnd.Length] : path;
            if (owner.Contains(DigestPart, StringComparison.Ordinal) && IsDigest(NameOf(owner)))
            {
                Add(isMetadata ? Metadata : Digests, NameOf(owner), path);
            }
            else
            {
                Add(Logs, path, path);
            }
        }
    }

    /// <summary>The paths of the digests by the name of the file.</summary>
    public Dictionary<string, List<string>> Digests { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// The paths of all other files: log files, and what does not belong into the archive. A path or an S3 key finds those that are
    /// files of its name; it need not be one of them.
    /// </summary>
    public Dictionary<string, List<string>> Logs { get; } = new(FileNameComparer.Instance);

    /// <summary>The paths of the files with S3's metadata, by the name of the digest.</summary>
    public Dictionary<string, List<string>> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns the name under which CloudTrail delivered a file. Some people keep the files inflated, without <c>.gz</c>.
    /// </summary>
    public static string NameOf(string path)
    {
        var name = path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        return name.EndsWith(PlainEnd, StringComparison.Ordinal) ? name + GzipEnd : name;
    }

    /// <summary>
    /// Returns whether a path ends with the S3 key of a file, from <c>AWSLogs</c> on. The prefix before it may be left out.
    /// </summary>
    public static bool EndsWithKey(string path, string key)
    {
        const string Root = "AWSLogs/";
        var start = key.LastIndexOf($"/{Root}", StringComparison.Ordinal) + 1;
        var file = path.Replace('\\', '/');
        file = file.EndsWith(PlainEnd, StringComparison.Ordinal) ? file + GzipEnd : file;
        return key.AsSpan(start).StartsWith(Root, StringComparison.Ordinal)
            && file.EndsWith(key[start..], StringComparison.Ordinal)
            && (file.Length == key.Length - start || file[^(key.Length - start + 1)] == '/');
    }

    /// <summary>Returns whether the folders around a file are those of another account, kind, Region or day than its name.</summary>
    public static bool IsInOthersFolder(string path) =>
        DeliveredName.Parse(path.EndsWith(PlainEnd, StringComparison.Ordinal) ? path + GzipEnd : path) is null;

    private static bool IsDigest(string name) => DeliveredName.Parse(name)?.Kind == DeliveredKind.Digest;

    private static void Add(Dictionary<string, List<string>> files, string name, string path)
    {
        if (files.TryGetValue(name, out var paths))
        {
            paths.Add(path);
        }
        else
        {
            files.Add(name, new List<string>(1) { path });
        }
    }
}
