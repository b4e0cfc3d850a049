using System.Runtime.InteropServices;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Postponing;

/// <summary>
/// Parses every record, but for those that only later steps of correlations can match while no window is known in which they matter.
/// These are postponed: it notes the groups and times of their events for each file. Most windows never open, so most of these
/// records never need to be parsed.
/// </summary>
/// <param name="postponement">What the threads share.</param>
/// <param name="cancellation">After it, what is left will not be read, so nothing more is noted.</param>
internal sealed class FirstReading(Postponement postponement, CancellationToken cancellation) : IReading
{
    private readonly Dictionary<(int Hunt, ulong Group), PostponedSpan> _spans = [];
    private readonly StepEvent[] _events = new StepEvent[postponement.MaximumSteps];
    private FileResult _file = new("");
    private int _number;
    private int _parsed;
    private int _known;
    private long _from;

    /// <inheritdoc/>
    public void Begin(FileResult file)
    {
        Finish();
        (_file, _number, _known) = (file, postponement.NewNumber(), postponement.Windows.Known);
    }

    /// <inheritdoc/>
    public bool Skips(Candidates candidates, ReadOnlySpan<byte> record, long offset, bool isPlain)
    {
        if (!isPlain || postponement.StepsOf(candidates) is not { } steps)
        {
            return false;
        }

        // A second reading takes longer than parsing a few records.
        if (_parsed < postponement.ParsedFirst)
        {
            _parsed++;
            return false;
        }

        if (!_file.CanReadAgain || (_spans.Count == 0 && postponement.Files.IsFull) || !steps.TryRead(record, _events, out var count))
        {
            return false;
        }

        var events = _events.AsSpan(0, count);
        foreach (var one in events)
        {
            if (postponement.Windows.WasOpen(one, _known, _number, offset))
            {
                return false;
            }
        }

        _from = _spans.Count == 0 ? offset : _from;
        foreach (var one in events)
        {
            ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(_spans, (one.Hunt, one.Group), out var exists);
            span = exists ? span.With(one.Time) : new PostponedSpan(one, one.Time);
        }

        return true;
    }

    /// <inheritdoc/>
    public void AddOpening(StepEvent one, long offset) => postponement.Windows.Add(one, _number, offset);

    /// <inheritdoc/>
    public void Finish()
    {
        // After cancellation, an abandoned thread may still be writing.
        if (cancellation.IsCancellationRequested || _spans.Count == 0)
        {
            return;
        }

        postponement.Files.Add(new PostponedFile(_file.File, ReadAgainStamp.Of(_file.File), _number, _known, _from, [.. _spans.Values]));
        _spans.Clear();
    }
}
