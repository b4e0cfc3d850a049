namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Sorts objects that are added in any order. A limited number of bytes stays in memory. The rest is written to a temporary file in
/// sorted runs, which are merged at the end. So the memory grows neither with the number of objects nor with their size.
/// </summary>
/// <param name="bytes">The number of bytes to keep in memory.</param>
/// <param name="effort">Counts the comparisons.</param>
internal sealed class SortedStore<T>(long bytes, Effort effort) : IDisposable
    where T : IStored<T>
{
    private readonly List<T> _kept = [];
    private readonly List<(long Start, int Count)> _runs = [];
    private FileStream? _file;
    private long _size;
    private bool _isSorted;

    /// <summary>The approximate memory, in bytes, of the objects that are not in the file.</summary>
    public long KeptBytes => _size;

    public void Dispose() => _file?.Dispose();

    public void Add(T one)
    {
        _kept.Add(one);
        _size += one.Size;
        _isSorted = false;
        if (_size > bytes)
        {
            Spill();
        }
    }

    /// <summary>Returns all objects in order. Several readers may read at the same time, provided that nothing is added.</summary>
    public IEnumerable<T> ReadSorted()
    {
        Sort();
        _file?.Flush();
        return _file is null ? _kept : Merge([_kept, .. _runs.Select(run => Read(_file, run.Start, run.Count))]);
    }

    private static IEnumerable<T> Read(FileStream file, long start, int count)
    {
        using var reader = new BinaryReader(new FilePart(file.SafeFileHandle, start));
        for (var index = 0; index < count; index++)
        {
            yield return T.Read(reader);
        }
    }

    private IEnumerable<T> Merge(IEnumerable<IEnumerable<T>> runs)
    {
        var heads = new PriorityQueue<IEnumerator<T>, T>(Comparer<T>.Create(Compare));
        foreach (var run in runs.Select(run => run.GetEnumerator()))
        {
            if (run.MoveNext())
            {
                heads.Enqueue(run, run.Current);
            }
        }

        while (heads.TryPeek(out var run, out var first))
        {
            yield return first;
            if (run.MoveNext())
            {
                _ = heads.DequeueEnqueue(run, run.Current);
            }
            else
            {
                _ = heads.Dequeue();
            }
        }
    }

    private void Sort()
    {
        if (!_isSorted)
        {
            _kept.Sort(Compare);
        }

        _isSorted = true;
    }

    private int Compare(T left, T right)
    {
        effort.Comparisons++;
        return left.CompareTo(right);
    }

    private void Spill()
    {
        try
        {
            _file ??= TemporaryFile.Create();
            Sort();
            var start = _file.Position;
            using (var writer = new BinaryWriter(_file, System.Text.Encoding.UTF8, leaveOpen: true))
            {
                foreach (var one in _kept)
                {
                    one.Write(writer);
                }
            }

            _runs.Add((start, _kept.Count));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw TemporaryFile.Refusal(exception);
        }

        _kept.Clear();
        _size = 0;
    }
}
