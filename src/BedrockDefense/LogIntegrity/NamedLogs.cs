using System.Collections.Concurrent;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting;

namespace BedrockDefense.LogIntegrity;

/// <summary>Compares the log files of an archive with what digests say of them.</summary>
internal sealed class NamedLogs
{
    // By their S3 keys, of which only the names count.
    private readonly Dictionary<string, NamedLog> _named = new(FileNameComparer.Instance);
    private readonly ArchivedFiles _archive;
    private readonly ConcurrentBag<IntegrityFinding> _findings;
    private int _unaltered;

    /// <param name="archive">The archive.</param>
    /// <param name="digests">All digests, each once.</param>
    /// <param name="findings">Receives what is wrong.</param>
    public NamedLogs(ArchivedFiles archive, IEnumerable<DigestFile> digests, ConcurrentBag<IntegrityFinding> findings)
    {
        (_archive, _findings) = (archive, findings);
        foreach (var log in digests.SelectMany(digest => digest.Content.Logs))
        {
            if (!_named.TryAdd(log.Key, log) && !_named[log.Key].Hash.AsSpan().SequenceEqual(log.Hash))
            {
                findings.Add(new IntegrityFinding(IntegrityProblem.Broken, log.Key, "two digests name it with different SHA-256"));
            }
        }
    }

    /// <summary>The number of log files that digests name.</summary>
    public int Count => _named.Count;

    /// <summary>The number of files that hold what a digest says.</summary>
    public int Unaltered => _unaltered;

    /// <summary>The paths of the files that digests name.</summary>
    public IEnumerable<string> Paths => Found.SelectMany(one => one.Paths);

    private IEnumerable<(NamedLog Log, List<string> Paths)> Found =>
        _named.Where(one => _archive.Logs.ContainsKey(one.Key)).Select(one => (one.Value, _archive.Logs[one.Key]));

    /// <summary>Returns how many files lie in the folders of their S3 key.</summary>
    public int CountMatchedByKey() => Found.Sum(one => one.Paths.Count(path => ArchivedFiles.EndsWithKey(path, one.Log.Key)));

    /// <summary>Finds files that are missing, that no digest names, or that lie where they do not belong, by the names alone.</summary>
    /// <param name="covered">The times in which digests name every log file.</param>
    /// <returns>The number of files that CloudTrail does not write.</returns>
    public int CheckNames(CoveredTime covered)
    {
        foreach (var key in _named.Keys.Where(key => !_archive.Logs.ContainsKey(key)))
        {
            _findings.Add(new IntegrityFinding(IntegrityProblem.Missing, key, "a digest names this log file"));
        }

        foreach (var path in Paths.Where(ArchivedFiles.IsInOthersFolder))
        {
            if (DeliveredName.Parse(ArchivedFiles.NameOf(path)) is not null)
            {
                _findings.Add(
                    new IntegrityFinding(
                        IntegrityProblem.Misplaced,
                        path,
                        "it lies in the folder of another account, Region or day than its name says"
                    )
                );
            }
        }

        var unnamed = _archive.Logs.Where(file => !_named.ContainsKey(file.Key)).ToList();
        var kinds = unnamed.Count == 0 ? [] : NamedKinds();
        return unnamed.Sum(file => CheckUnnamed(ArchivedFiles.NameOf(file.Key), file.Value, kinds, covered));
    }

    /// <summary>Compares the content of the files with what the digests say.</summary>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public void CheckContents(ArchiveAccess access, HuntProgress? progress, CancellationToken cancellation) =>
        ParallelFiles.Read(
            Found.SelectMany(one => one.Paths.Select(path => (one.Log, Path: path))),
            (one, hasher) =>
            {
                var read = hasher.Read(one.Path, null, long.MaxValue, cancellation);
                progress?.Add(read.StoredBytes, read.Bytes);
                if (read.Hash is null)
                {
                    _findings.Add(new IntegrityFinding(read.Problem, one.Path, read.Reason));
                }
                else if (!one.Log.Hash.AsSpan().SequenceEqual(read.Hash))
                {
                    _findings.Add(
                        new IntegrityFinding(IntegrityProblem.Altered, one.Path, "its SHA-256 is not the one that a digest names")
                    );
                }
                else
                {
                    Interlocked.Increment(ref _unaltered);
                }
            },
            access,
            cancellation
        );

    private HashSet<DeliveredKind?> NamedKinds() =>
        [DeliveredKind.Log, .. _named.Keys.Select(key => DeliveredName.Parse(ArchivedFiles.NameOf(key))?.Kind)];

    private int CheckUnnamed(string name, List<string> paths, HashSet<DeliveredKind?> kinds, CoveredTime covered)
    {
        if (DeliveredName.Parse(name) is not { } delivered)
        {
            var strange = paths.Where(IsInFolderOfCloudTrail).ToList();
            AddAll(strange, IntegrityProblem.NotChecked, "it lies in a folder of CloudTrail, and its name is none of CloudTrail's");
            return paths.Count - strange.Count;
        }

        if (!kinds.Contains(delivered.Kind))
        {
            AddAll(paths, IntegrityProblem.NotChecked, $"no digest here names files of its kind ({delivered.Kind})");
        }
        else if (covered.ReasonOutside(delivered) is { } reason)
        {
            AddAll(paths, IntegrityProblem.NotChecked, reason);
        }
        else
        {
            AddAll(
                paths,
                IntegrityProblem.Unnamed,
                "no digest of its time names it: it was put there, or a trail without log file validation delivered it"
            );
        }

        return 0;
    }

    private void AddAll(IEnumerable<string> paths, IntegrityProblem problem, string reason)
    {
        foreach (var path in paths)
        {
            _findings.Add(new IntegrityFinding(problem, path, reason));
        }
    }

    private static bool IsInFolderOfCloudTrail(string path) =>
        path.Replace('\\', '/') is var file
        && (file.Contains("/CloudTrail/", StringComparison.Ordinal) || file.Contains("/CloudTrail-", StringComparison.Ordinal));
}
