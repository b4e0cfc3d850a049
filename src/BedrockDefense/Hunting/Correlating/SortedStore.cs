namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Things added in any order, given back sorted. Few are kept in memory, by their bytes; the others wait in a temporary
/// file, in sorted runs that are merged at the end, so that memory grows neither with their number nor with their length.
/// </summary>
/// <param name="bytes">How many bytes of them are kept in memory.</param>
/// <param name="effort">Counts the comparisons.</param>
internal sealed class SortedStore<T>(long bytes, Effort effort) : IDisposable
    where T : IStored<T>
{
    private readonly List<T> _kept = [];
    private readonly List<(long Start, int Count)> _runs = [];
    private FileStream? _file;
    private long _size;
    private bool _isSorted;

    /// <summary>About how many bytes of memory those take that are not in the file.</summary>
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

    /// <summary>All of them in their order; may be gone through by several at once, as long as nothing is added.</summary>
    public IEnumerable<T> InOrder()
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

    // Others must not read what the logs say. The file goes with the process, however that ends.
    private static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"bedrock-defense-{Guid.NewGuid():N}"), options);
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
            _file ??= Create();
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
            throw new InvalidInputException(
                "what was found so far does not fit into memory, and the temporary folder "
                    + $"{VisibleText.Quote(Path.GetTempPath())} does not take it: {exception.Message}"
            );
        }

        _kept.Clear();
        _size = 0;
    }
}
