namespace BedrockDefense.Hunting;

/// <summary>
/// Keeps the heap small. Without this, the garbage collector waits until tens of megabytes are used, and most of them are garbage.
/// </summary>
internal static class SmallHeap
{
    private const long AllocatedBetweenCollections = 3 * 1024 * 1024;

    /// <summary>By how much the heap may grow until a full collection, besides half of what the last one left.</summary>
    private const long GrowthUntilFullCollection = 8 * 1024 * 1024;

    [ThreadStatic]
    private static long _collectedAt;

    private static long _fullFrom = 2 * GrowthUntilFullCollection;

    /// <summary>Collects garbage if this thread may have allocated enough. Otherwise the call costs almost nothing.</summary>
    public static void Check()
    {
        if (GC.GetAllocatedBytesForCurrentThread() - _collectedAt <= AllocatedBetweenCollections)
        {
            return;
        }

        // Generation 1 is collected, because objects that wait for the end of their file, or to be written to disk, have survived a
        // collection. Those that wait for earlier files have survived two, and only a full collection ends them.
        GC.Collect(1);
        if (GC.GetTotalMemory(forceFullCollection: false) > Volatile.Read(ref _fullFrom))
        {
            GC.Collect(2);
            Volatile.Write(ref _fullFrom, (GC.GetTotalMemory(forceFullCollection: false) * 3 / 2) + GrowthUntilFullCollection);
        }

        _collectedAt = GC.GetAllocatedBytesForCurrentThread();
    }
}
