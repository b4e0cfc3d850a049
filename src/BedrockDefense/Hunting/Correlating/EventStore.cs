namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Events in any order, given back in order of time. Few are kept in memory; the others wait in a temporary file, in
/// sorted runs that are merged at the end, so that memory does not grow with their number.
/// </summary>
internal sealed class EventStore : IDisposable
{
    private const int RunLength = 16_384;

    private readonly List<CorrelatedEvent> _events = [];
    private readonly List<(long Start, int Count)> _runs = [];
    private FileStream? _file;

    public void Dispose() => _file?.Dispose();

    public void Add(CorrelatedEvent one)
    {
        _events.Add(one);
        if (_events.Count == RunLength)
            Spill();
    }

    public IEnumerable<CorrelatedEvent> InOrder()
    {
        _events.Sort(CorrelatedEvent.Order);
        if (_file is null)
            return _events;
        _file.Flush();
        return Merge([_events, .. _runs.Select(run => Read(_file, run.Start, run.Count))]);
    }

    private static IEnumerable<CorrelatedEvent> Merge(IEnumerable<IEnumerable<CorrelatedEvent>> runs)
    {
        var heads = new PriorityQueue<IEnumerator<CorrelatedEvent>, CorrelatedEvent>(Comparer<CorrelatedEvent>.Create(CorrelatedEvent.Order));
        foreach (var run in runs.Select(run => run.GetEnumerator()))
        {
            if (run.MoveNext())
                heads.Enqueue(run, run.Current);
        }

        while (heads.TryPeek(out var run, out var first))
        {
            yield return first;
            if (run.MoveNext())
                _ = heads.DequeueEnqueue(run, run.Current);
            else
                _ = heads.Dequeue();
        }
    }

    private static IEnumerable<CorrelatedEvent> Read(FileStream file, long start, int count)
    {
        using var reader = new BinaryReader(new FilePart(file.SafeFileHandle, start));
        for (var index = 0; index < count; index++)
            yield return CorrelatedEvent.Read(reader);
    }

    // Others must not read what the logs say. The file goes with the process, however that ends.
    private static FileStream Create()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), $"bedrock-defense-{Guid.NewGuid():N}"), options);
    }

    private void Spill()
    {
        _file ??= Create();
        _events.Sort(CorrelatedEvent.Order);
        _runs.Add((_file.Position, _events.Count));
        using (var writer = new BinaryWriter(_file, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            foreach (var one in _events)
                one.Write(writer);
        }

        _events.Clear();
    }
}
