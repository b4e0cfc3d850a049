namespace BedrockDefense.Hunting;

/// <summary>
/// Keeps the heap small. Without this, the garbage collector waits until tens of megabytes are used, and most of them are garbage.
/// </summary>
internal static class SmallHeap
{
    private const long AllocatedBetweenCollections = 3 * 1024 * 1024;

    /// <summary>One of so many collections is a full one.</summary>
    private const int FullCollection = 8;

    [ThreadStatic]
    private static long _collectedAt;

    [ThreadStatic]
    private static int _collections;

    /// <summary>Collects garbage if this thread may have allocated enough. Otherwise the call costs almost nothing.</summary>
    public static void Check()
    {
        if (GC.GetAllocatedBytesForCurrentThread() - _collectedAt <= AllocatedBetweenCollections)
        {
            return;
        }

        // Generation 1 is collected, because objects that wait for the end of their file, or to be written to disk, have survived a
        // collection. Those that wait for earlier files have survived two.
        GC.Collect(++_collections % FullCollection == 0 ? 2 : 1);
        _collectedAt = GC.GetAllocatedBytesForCurrentThread();
    }
}
