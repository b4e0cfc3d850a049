namespace BedrockDefense.LogIntegrity;

/// <summary>Reads several files at once.</summary>
internal static class ParallelFiles
{
    /// <summary>Reads files in no certain order.</summary>
    /// <param name="items">The files, or what says which to read.</param>
    /// <param name="read">Reads one. It must be safe to call from several threads, each of which has its own hasher.</param>
    /// <param name="access">How files are read.</param>
    /// <param name="cancellation">Stops the reading early.</param>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static void Read<T>(IEnumerable<T> items, Action<T, ContentHasher> read, ArchiveAccess access, CancellationToken cancellation) =>
        Parallel.ForEach(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = access.Threads, CancellationToken = cancellation },
            () => new ContentHasher(access.OpenSource),
            (item, _, hasher) =>
            {
                read(item, hasher);
                return hasher;
            },
            hasher => hasher.Dispose()
        );
}
