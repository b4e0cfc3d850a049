using BedrockDefense.Cli.Input;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>What the paths of a verb stand for: files, standard input, and objects in S3.</summary>
internal sealed class LogSources : IDisposable
{
    private const int ThreadsForBuckets = 16;

    private readonly BucketFiles? _buckets;

    private LogSources(IReadOnlyList<string> files, IReadOnlyList<FileFault> unlisted, BucketFiles? buckets) =>
        (Files, Unlisted, _buckets) = (files, unlisted, buckets);

    /// <summary>The files, each once. Those of a folder, or of a path in S3, are in ordinal order.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The folders at any depth that cannot be listed.</summary>
    public IReadOnlyList<FileFault> Unlisted { get; }

    /// <summary>The number of folders in S3 that were not listed, because their names say that nothing in them is wanted.</summary>
    public int FoldersLeftOut => _buckets?.FoldersLeftOut ?? 0;

    /// <summary>The number of objects in S3 that are not read, because their names say that nothing in them is wanted.</summary>
    public int ObjectsLeftOut => _buckets?.ObjectsLeftOut ?? 0;

    /// <summary>The wanted accounts and Regions of which there is anything in S3, of whatever time.</summary>
    public IReadOnlySet<string> AccountsAndRegions => _buckets?.AccountsAndRegions ?? new HashSet<string>();

    /// <summary>What was listed besides files of this machine; null for nothing.</summary>
    public ISourceList? Listed => _buckets;

    /// <summary>How many files are read at once, unless the user says: an answer of S3 takes longer to come than to be examined.</summary>
    public int Threads => Math.Max(Environment.ProcessorCount, _buckets is null ? 1 : ThreadsForBuckets);

    /// <summary>Whether a path is meant as one in S3, be it in a valid form or not.</summary>
    /// <remarks>The client of S3 is loaded only where a path may be in S3.</remarks>
    public static bool IsInBucket(string path) => path.Contains(':', StringComparison.Ordinal) && BucketFiles.AreMeant(path);

    /// <summary>Finds the files. Nothing is asked of S3 when there are faults.</summary>
    /// <param name="paths">The paths, folders and patterns.</param>
    /// <param name="options">How S3 is read.</param>
    /// <param name="scope">The accounts, Regions and days whose files in S3 are wanted.</param>
    /// <param name="startAfter">The file after which to begin; null for the first.</param>
    /// <param name="faults">Receives the faults of the paths and of the options.</param>
    public static LogSources Find(
        IReadOnlyList<string> paths,
        BucketOptions options,
        LogScope scope,
        string? startAfter,
        List<Fault> faults
    )
    {
        var (files, unlisted) = (new List<string>(), new List<FileFault>());
        var buckets = paths.Any(IsInBucket) ? BucketFiles.Create(paths.Where(IsInBucket), options, faults) : null;
        options.RequireUse(buckets is not null, faults);
        foreach (var path in paths)
        {
            if (!IsInBucket(path))
            {
                files.AddRange(LogPaths.Find([path], faults, unlisted));
            }
            else if (faults.Count == 0)
            {
                files.AddRange(buckets!.Find(path, scope, faults, unlisted));
            }
        }

        if (paths.Count > 1)
        {
            files = [.. files.Distinct(StringComparer.Ordinal)];
        }

        return new LogSources(After(startAfter, files, faults), unlisted, buckets);
    }

    /// <inheritdoc/>
    public void Dispose() => _buckets?.Dispose();

    /// <summary>Opens what is no file of this machine.</summary>
    public OpenedSource? Open(string path, CancellationToken cancellation) =>
        _buckets?.Open(path, cancellation) ?? InputFile.OpenSource(path, cancellation);

    /// <summary>Returns the number of bytes of a file as stored; 0 when it is not known.</summary>
    public long StoredBytes(string path) => _buckets?.StoredBytes(path) ?? LogPaths.StoredBytes(path);

    private static List<string> After(string? startAfter, List<string> files, List<Fault> faults)
    {
        if (startAfter is null || faults.Count > 0)
        {
            return files;
        }

        var at = files.IndexOf(startAfter);
        if (at < 0)
        {
            faults.Add(
                new Fault(
                    $"--start-after {VisibleText.Quote(startAfter)}: the paths stand for no such file; write it as the answer named it"
                )
            );
        }

        return files[(at + 1)..];
    }
}
