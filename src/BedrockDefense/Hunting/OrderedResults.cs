namespace BedrockDefense.Hunting;

/// <summary>
/// Passes on what is found in the order of the files. The findings of a file are passed on when all earlier files are done, and those
/// of the first file already while it is read. The memory for waiting findings is limited: when it is full, the threads that read
/// later files wait too.
/// </summary>
internal sealed class OrderedResults<T>(int count, Sightings sightings, Action<T> onFound)
{
    /// <summary>The maximum number of bytes of findings of one file that wait to be passed on.</summary>
    private const long MaximumBytesPerFile = 1024 * 1024;

    /// <summary>The maximum number of bytes of findings of finished files that wait for earlier files.</summary>
    private const long MaximumWaitingBytes = 4 * 1024 * 1024;

    // This is a monitor, because the Lock type has no way to wait for a signal.
    private readonly object _lock = new();
    private readonly Dictionary<int, FileFinds<T>> _waiting = [];
    private readonly List<FileFault> _faults = [];
    private int _next;
    private int _files;
    private int _skipped;
    private long _bytes;
    private readonly List<string> _unknown = [];
    private int _moreUnknown;
    private long _events;
    private long _unknownValues;
    private long _waitingBytes;
    private string? _readUpTo;
    private bool _hasGap;
    private bool _isOver;

    /// <summary>Passes on the findings of a file that is still being read, when they take much memory.</summary>
    public void HandOnEarly(int number, FileFinds<T> result)
    {
        if (result.FoundBytes <= MaximumBytesPerFile)
        {
            return;
        }

        lock (_lock)
        {
            // The reader of the first file never waits, so one thread can always continue.
            while (number != _next && !_isOver)
            {
                Monitor.Wait(_lock);
            }

            if (number == _next)
            {
                HandOnFound(result);
            }
        }
    }

    /// <summary>Adds the result of a file.</summary>
    public void Add(int number, FileFinds<T> result, bool isWhole)
    {
        lock (_lock)
        {
            while (number != _next && _waitingBytes > MaximumWaitingBytes && !_isOver)
            {
                Monitor.Wait(_lock);
            }

            _files += isWhole ? 1 : 0;
            _skipped += result.IsSkipped ? 1 : 0;
            _bytes += result.InflatedBytes;
            _events += result.Events;
            _unknownValues += result.UnknownValues;
            result.IsWhole = isWhole;
            _waiting.Add(number, result);
            _waitingBytes += result.FoundBytes;
            while (_waiting.Remove(_next, out var ready))
            {
                _next++;
                _hasGap |= !ready.IsWhole;
                _readUpTo = _hasGap ? _readUpTo : ready.File;
                HandOn(ready);
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Stops all waiting, because some file may never be read.</summary>
    public void GiveUp()
    {
        lock (_lock)
        {
            _isOver = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Passes on the remaining findings, even when files between them were never read, and returns the report.</summary>
    public HuntReport Finish(bool isCancelled)
    {
        for (; _waiting.Count > 0; _next++)
        {
            if (_waiting.Remove(_next, out var ready))
            {
                HandOn(ready);
            }
        }

        return new HuntReport(
            _files,
            _skipped,
            _bytes,
            _events,
            _unknownValues,
            _unknown,
            sightings.UnseenAccountsAndRegions,
            _faults,
            isCancelled && _files < count
        )
        {
            MoreUnknownFiles = _moreUnknown,
            ReadUpTo = _readUpTo,
        };
    }

    private void HandOn(FileFinds<T> result)
    {
        _waitingBytes -= result.FoundBytes;
        HandOnFound(result);
        _faults.AddRange(result.Faults);
        if (result.IsUnknown && _unknown.Count < HuntReport.MaximumUnknownFiles)
        {
            _unknown.Add(result.File);
        }
        else if (result.IsUnknown)
        {
            _moreUnknown++;
        }
    }

    private void HandOnFound(FileFinds<T> result)
    {
        try
        {
            foreach (var one in result.TakeFound())
            {
                onFound(one);
                SmallHeap.Check();
            }
        }
        catch (IOException exception)
        {
            // An exception of the receiver is not a fault of the file that is being read, so it is wrapped.
            throw new AggregateException(exception);
        }
    }
}
