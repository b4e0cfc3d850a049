namespace BedrockDefense.Live.Buckets;

/// <summary>
/// The buffers for parts that are fetched ahead. They are made when they are first needed, and kept. Several threads may use them.
/// </summary>
/// <param name="count">The number of buffers.</param>
/// <param name="bytes">The number of bytes of each.</param>
internal sealed class PartBuffers(int count, int bytes)
{
    private readonly Lock _lock = new();
    private readonly Stack<byte[]> _free = new(count);
    private int _made;

    /// <summary>Takes a buffer; null when all are in use. Nobody waits for one, so nobody can wait for ever.</summary>
    public byte[]? TryTake()
    {
        lock (_lock)
        {
            if (_free.TryPop(out var buffer) || _made == count)
            {
                return buffer;
            }

            _made++;
            return GC.AllocateUninitializedArray<byte>(bytes);
        }
    }

    /// <summary>Gives a buffer back, into which nothing is written any more.</summary>
    public void GiveBack(byte[] buffer)
    {
        lock (_lock)
        {
            _free.Push(buffer);
        }
    }
}
