namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Keeps the packed events of all threads in the order in which they come. A limited number of bytes stays in memory, and the rest goes
/// to a temporary file.
/// </summary>
/// <param name="bytes">The number of bytes to keep in memory.</param>
internal sealed class EventLog(long bytes) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<(Lengths Lengths, byte[] Bytes)> _kept = [];
    private readonly List<(Lengths Lengths, long Start)> _written = [];
    private FileStream? _file;
    private byte[] _buffer = [];
    private long _size;

    public void Dispose() => _file?.Dispose();

    /// <summary>Adds a block.</summary>
    /// <param name="contextCount">The number of contexts.</param>
    /// <param name="contexts">The contexts.</param>
    /// <param name="callerCount">The number of callers.</param>
    /// <param name="callers">The callers.</param>
    /// <param name="rows">The rows.</param>
    /// <exception cref="InvalidInputException">The temporary file cannot be written.</exception>
    public void Add(int contextCount, ReadOnlySpan<byte> contexts, int callerCount, ReadOnlySpan<byte> callers, ReadOnlySpan<byte> rows)
    {
        var lengths = new Lengths(contextCount, contexts.Length, callerCount, callers.Length, rows.Length);
        lock (_lock)
        {
            if (_size + lengths.All <= bytes)
            {
                _kept.Add((lengths, [.. contexts, .. callers, .. rows]));
                _size += lengths.All;
                return;
            }

            try
            {
                _file ??= TemporaryFile.Create();
                _written.Add((lengths, _file.Position));
                _file.Write(contexts);
                _file.Write(callers);
                _file.Write(rows);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw TemporaryFile.Refusal(exception);
            }
        }
    }

    /// <summary>Reads the blocks. Nothing may be added any more. A block is valid until the next one is read.</summary>
    /// <param name="isWanted">Whether a block with these contexts is wanted.</param>
    public IEnumerable<EventBlock> Read(Predicate<EventContext[]> isWanted)
    {
        foreach (var (lengths, bytes) in _kept)
        {
            var contexts = EventContext.ReadAll(lengths.ContextCount, bytes);
            if (isWanted(contexts))
            {
                yield return Block(contexts, lengths, bytes.AsMemory(lengths.Contexts));
            }
        }

        _file?.Flush();
        foreach (var (lengths, start) in _written)
        {
            var contexts = EventContext.ReadAll(lengths.ContextCount, Read(start, lengths.Contexts).Span);
            if (isWanted(contexts))
            {
                yield return Block(contexts, lengths, Read(start + lengths.Contexts, lengths.Callers + lengths.Rows));
            }
        }
    }

    private static EventBlock Block(EventContext[] contexts, Lengths lengths, ReadOnlyMemory<byte> rest)
    {
        var list = rest.Span[..lengths.Callers];
        var callers = new (byte[]?, byte[]?)[lengths.CallerCount];
        foreach (ref var caller in callers.AsSpan())
        {
            caller = (RowBuffer.TakeOptional(ref list), RowBuffer.TakeOptional(ref list));
        }

        return new EventBlock(contexts, callers, rest[lengths.Callers..]);
    }

    // The buffer is used again, because the collector lets large arrays pile up.
    private ReadOnlyMemory<byte> Read(long start, int length)
    {
        if (_buffer.Length < length)
        {
            _buffer = new byte[length * 2];
        }

        var bytes = _buffer.AsMemory(0, length);
        for (var read = 0; read < length; )
        {
            var count = RandomAccess.Read(_file!.SafeFileHandle, bytes.Span[read..], start + read);
            read += count > 0 ? count : throw new EndOfStreamException();
        }

        return bytes;
    }

    /// <summary>The counts of the parts of a block, and their lengths in bytes.</summary>
    private readonly record struct Lengths(int ContextCount, int Contexts, int CallerCount, int Callers, int Rows)
    {
        public long All => (long)Contexts + Callers + Rows;
    }
}
