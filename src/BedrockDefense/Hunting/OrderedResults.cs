namespace BedrockDefense.Hunting;

/// <summary>Hands findings on in the order of files, each as soon as all files before it are done.</summary>
internal sealed class OrderedResults(int count, Sightings sightings, Action<Finding> onFinding)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, FileResult> _waiting = [];
    private readonly List<FileFault> _faults = [];
    private int _next;
    private int _files;
    private int _skipped;
    private long _bytes;
    private readonly List<string> _unknown = [];
    private long _events;
    private long _notUnderstood;

    /// <summary>Takes what a file came to.</summary>
    public void Add(int number, FileResult result, bool isWhole)
    {
        lock (_lock)
        {
            _files += isWhole ? 1 : 0;
            _skipped += result.IsSkipped ? 1 : 0;
            _bytes += result.Inflated;
            _events += result.Events;
            _notUnderstood += result.NotUnderstood;
            _waiting.Add(number, result);
            while (_waiting.Remove(_next, out var ready))
            {
                _next++;
                HandOn(ready);
            }
        }
    }

    /// <summary>Hands on what is left when files in between were never read, and sums up.</summary>
    public HuntReport Finish(bool isCancelled)
    {
        for (; _waiting.Count > 0; _next++)
        {
            if (_waiting.Remove(_next, out var ready))
                HandOn(ready);
        }

        return new HuntReport(_files, _skipped, _bytes, _events, _notUnderstood, _unknown, sightings.Unseen, _faults, isCancelled && _files < count);
    }

    private void HandOn(FileResult result)
    {
        foreach (var finding in result.Findings)
        {
            onFinding(finding);
            SmallHeap.Check();
        }

        _faults.AddRange(result.Faults);
        if (result.IsUnknown && _unknown.Count < HuntReport.MostUnknownFiles)
            _unknown.Add(result.File);
    }
}
