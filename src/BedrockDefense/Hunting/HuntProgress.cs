namespace BedrockDefense.Hunting;

/// <summary>How far a hunt has come; may be read while it runs.</summary>
public sealed class HuntProgress
{
    private long _stored;
    private long _inflated;
    private int _files;

    /// <summary>Bytes of the files that are done, as stored.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Bytes after inflating.</summary>
    public long Inflated => Interlocked.Read(ref _inflated);

    /// <summary>Files that are done.</summary>
    public int Files => Volatile.Read(ref _files);

    internal void Add(long stored, long inflated)
    {
        Interlocked.Add(ref _stored, stored);
        Interlocked.Add(ref _inflated, inflated);
        Interlocked.Increment(ref _files);
    }
}
