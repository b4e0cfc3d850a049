namespace BedrockDefense.Hunting;

/// <summary>Keeps the heap small: left alone, the collector waits until tens of megabytes are used, most of which is done with.</summary>
internal static class SmallHeap
{
    private const long AllocatedBetweenCollections = 2 * 1024 * 1024;

    [ThreadStatic]
    private static long _collectedAt;

    /// <summary>Collects what is done with, when this thread may have made enough of it. Costs next to nothing otherwise.</summary>
    public static void Check()
    {
        if (GC.GetAllocatedBytesForCurrentThread() - _collectedAt <= AllocatedBetweenCollections)
        {
            return;
        }
        // What waits for its file to be through, or to be spilled, has lived through a collection.
        GC.Collect(1);
        _collectedAt = GC.GetAllocatedBytesForCurrentThread();
    }
}
