using System.Collections.Concurrent;
using BedrockDefense.Hunting;

namespace BedrockDefense.LogIntegrity;

/// <summary>Reads the digests of an archive, several at once.</summary>
internal static class DigestReader
{
    /// <summary>The maximum size of a digest in bytes, enough for the names of some hundred thousand log files.</summary>
    private const long MaximumBytes = 128 * 1024 * 1024;

    /// <summary>Reads the digests. The result is in the order of their paths.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="findings">Receives what is wrong with the files.</param>
    /// <param name="access">How files are read.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Stops the reading early.</param>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static IReadOnlyList<DigestFile> Read(
        ArchivedFiles archive,
        ConcurrentBag<IntegrityFinding> findings,
        ArchiveAccess access,
        HuntProgress? progress,
        CancellationToken cancellation
    )
    {
        var digests = new ConcurrentBag<DigestFile>();
        ParallelFiles.Read(
            archive.Digests.Values.SelectMany(paths => paths),
            (path, hasher) =>
            {
                var file = Read(path, hasher, findings, progress, cancellation);
                if (file is not null)
                {
                    digests.Add(file);
                }
            },
            access,
            cancellation
        );
        return [.. digests.OrderBy(digest => digest.Path, StringComparer.Ordinal)];
    }

    private static DigestFile? Read(
        string path,
        ContentHasher hasher,
        ConcurrentBag<IntegrityFinding> findings,
        HuntProgress? progress,
        CancellationToken cancellation
    )
    {
        using var bytes = new MemoryStream();
        var read = hasher.Read(path, bytes, MaximumBytes, cancellation);
        progress?.Add(read.StoredBytes, read.Bytes);
        if (read.Hash is null)
        {
            findings.Add(new IntegrityFinding(read.Problem, path, read.Reason));
            return null;
        }

        try
        {
            var digest = new DigestFile(path, read.Hash, DigestParser.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length)))
            {
                Metadata = read.Metadata,
            };
            if (FaultOfPlace(digest) is { } fault)
            {
                findings.Add(new IntegrityFinding(IntegrityProblem.Misplaced, path, fault));
            }

            return digest.Chain is null ? null : digest;
        }
        catch (FormatException exception)
        {
            findings.Add(new IntegrityFinding(IntegrityProblem.Altered, path, $"it is no digest of CloudTrail: {exception.Message}"));
            return null;
        }
    }

    private static string? FaultOfPlace(DigestFile digest)
    {
        var own = VisibleText.Quote(digest.Content.Key, 2 * VisibleText.Excerpt);
        return digest.Chain is null ? $"it says that it was delivered as {own}, which is no name of a digest"
            : digest.Name != ArchivedFiles.NameOf(digest.Path) ? $"it says that it was delivered as {own}"
            : ArchivedFiles.IsInOthersFolder(digest.Path) ? $"it was delivered as {own}, in another folder"
            : null;
    }
}
