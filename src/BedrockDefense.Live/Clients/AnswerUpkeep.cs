namespace BedrockDefense.Live.Clients;

/// <summary>
/// Collects what answers leave behind, once in so many bytes of them. An answer lives while others come, which is long enough for the
/// runtime to look for it only when memory has nearly doubled. Who reads a hundred thousand answers would need a third more memory.
/// </summary>
/// <param name="collect">Collects; null for the runtime's collector.</param>
public sealed class AnswerUpkeep(Action? collect = null)
{
    /// <summary>How many bytes come between two collections. What is made of an answer takes about four times as much memory.</summary>
    public const int BytesPerCollection = 4 * 1024 * 1024;

    private readonly Action _collect = collect ?? GC.Collect;
    private long _received;

    /// <summary>Notes an answer.</summary>
    /// <param name="bytes">Its length.</param>
    public void Note(int bytes)
    {
        var received = Interlocked.Add(ref _received, bytes);
        if (received / BytesPerCollection != (received - bytes) / BytesPerCollection)
        {
            _collect();
        }
    }
}
