namespace BedrockDefense.Hunting;

/// <summary>
/// Keeps the heap small. Without this, the garbage collector waits until tens of megabytes are used, and most of them are garbage.
/// </summary>
internal static class SmallHeap
{
    private const long AllocatedBetweenCollections = 3 * 1024 * 1024;

    [ThreadStatic]
    private static long _collectedAt;

    /// <summary>Collects garbage if this thread may have allocated enough. Otherwise the call costs almost nothing.</summary>
    public static void Check()
    {
        if (GC.GetAllocatedBytesForCurrentThread() - _collectedAt <= AllocatedBetweenCollections)
        {
            return;
        }
        // Generation 1 is collected, because objects that wait for the end of their file, or to be written to disk, have survived a
        // collection.
        GC.Collect(1);
        _collectedAt = GC.GetAllocatedBytesForCurrentThread();
    }
}
