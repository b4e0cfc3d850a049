namespace BedrockDefense.Hunting;

/// <summary>
/// Hands findings on in the order of files, each as soon as all files before it are done. What waits for that is bounded:
/// beyond it, whoever reads a later file waits too, and what the first file has is handed on while it is read.
/// </summary>
internal sealed class OrderedResults(int count, Sightings sightings, Action<Finding> onFinding)
{
    /// <summary>How many bytes of findings of one file wait until they are handed on.</summary>
    private const long MostOfFile = 1024 * 1024;

    /// <summary>How many bytes of findings of read files wait for files before them.</summary>
    private const long MostWaiting = 4 * 1024 * 1024;

    // A monitor, since Lock has nothing to wait for.
    private readonly object _lock = new();
    private readonly Dictionary<int, FileResult> _waiting = [];
    private readonly List<FileFault> _faults = [];
    private int _next;
    private int _files;
    private int _skipped;
    private long _bytes;
    private readonly List<string> _unknown = [];
    private int _moreUnknown;
    private long _events;
    private long _notUnderstood;
    private long _waitingBytes;
    private bool _isOver;

    /// <summary>Hands on what a file that is still read has so far, when that is much.</summary>
    public void Relieve(int number, FileResult result)
    {
        if (result.FindingBytes <= MostOfFile)
        {
            return;
        }

        lock (_lock)
        {
            // The first file's reader never waits, so that there is always one that goes on.
            while (number != _next && !_isOver)
            {
                Monitor.Wait(_lock);
            }

            if (number == _next)
            {
                HandOnFindings(result);
            }
        }
    }

    /// <summary>Takes what a file came to.</summary>
    public void Add(int number, FileResult result, bool isWhole)
    {
        lock (_lock)
        {
            while (number != _next && _waitingBytes > MostWaiting && !_isOver)
            {
                Monitor.Wait(_lock);
            }

            _files += isWhole ? 1 : 0;
            _skipped += result.IsSkipped ? 1 : 0;
            _bytes += result.Inflated;
            _events += result.Events;
            _notUnderstood += result.NotUnderstood;
            _waiting.Add(number, result);
            _waitingBytes += result.FindingBytes;
            while (_waiting.Remove(_next, out var ready))
            {
                _next++;
                HandOn(ready);
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Nobody waits any more: some file may never be read.</summary>
    public void GiveUp()
    {
        lock (_lock)
        {
            _isOver = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Hands on what is left when files in between were never read, and sums up.</summary>
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
            _notUnderstood,
            _unknown,
            sightings.Unseen,
            _faults,
            isCancelled && _files < count
        )
        {
            MoreUnknownFiles = _moreUnknown,
        };
    }

    private void HandOn(FileResult result)
    {
        _waitingBytes -= result.FindingBytes;
        HandOnFindings(result);
        _faults.AddRange(result.Faults);
        if (result.IsUnknown && _unknown.Count < HuntReport.MostUnknownFiles)
        {
            _unknown.Add(result.File);
        }
        else if (result.IsUnknown)
        {
            _moreUnknown++;
        }
    }

    private void HandOnFindings(FileResult result)
    {
        try
        {
            foreach (var finding in result.TakeFindings())
            {
                onFinding(finding);
                SmallHeap.Check();
            }
        }
        catch (IOException exception)
        {
            // That nobody takes a finding is no fault of the file that is being read.
            throw new AggregateException(exception);
        }
    }
}
