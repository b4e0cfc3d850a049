using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Postponing;

/// <summary>Parses the records that the first reading postponed and whose events lie in a window, and no others.</summary>
/// <param name="postponement">What the threads share.</param>
/// <param name="needed">The files that are read again.</param>
internal sealed class SecondReading(Postponement postponement, ILookup<string, PostponedFile> needed) : IReading
{
    private readonly StepEvent[] _events = new StepEvent[postponement.MaximumSteps];
    private PostponedFile[] _files = [];
    private long _wanted = -1;

    /// <inheritdoc/>
    public void Begin(FileResult file)
    {
        (_files, _wanted) = ([.. needed[file.File]], -1);
        if (Array.Exists(_files, postponed => postponed.Stamp != ReadAgainStamp.Of(file.File)))
        {
            file.Fault("changed while the hunt read it, so hunts for several events may lack some of it; hunt again", null);
        }
    }

    /// <inheritdoc/>
    public bool Skips(Candidates candidates, ReadOnlySpan<byte> record, long offset, bool isPlain)
    {
        // A wanted record with texts in place of objects is handed on again, with these parsed.
        if (!isPlain)
        {
            return offset != _wanted;
        }

        _wanted = -1;
        if (postponement.StepsOf(candidates) is not { } steps || !steps.TryRead(record, _events, out var count))
        {
            return true;
        }

        var events = _events.AsSpan(0, count);
        foreach (var file in _files)
        {
            if (offset >= file.From && WasPostponed(events, file, offset) && IsNeeded(events))
            {
                _wanted = offset;
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void AddOpening(StepEvent one, long offset)
    {
        // A record with an event of a first step is never postponed.
    }

    /// <inheritdoc/>
    public void Finish() { }

    private bool WasPostponed(ReadOnlySpan<StepEvent> events, PostponedFile file, long offset)
    {
        foreach (var one in events)
        {
            if (postponement.Windows.WasOpen(one, file.Known, file.Number, offset))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsNeeded(ReadOnlySpan<StepEvent> events)
    {
        foreach (var one in events)
        {
            if (postponement.Windows.IsOpen(one))
            {
                return true;
            }
        }

        return false;
    }
}
