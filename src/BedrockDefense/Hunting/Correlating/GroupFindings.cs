using System.Text;
using BedrockDefense.Catalog;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Finds the spans of time in which the condition of a hunt holds for a group, given the events of the group in order. Events that
/// follow within the timespan belong to the same finding.
/// </summary>
/// <param name="hunt">The hunt.</param>
/// <param name="window">Decides whether the condition holds.</param>
/// <param name="onFinding">Receives each finding.</param>
internal sealed class GroupFindings(Hunt hunt, IWindow window, Action<CorrelatedFinding> onFinding)
{
    private readonly long _timespan = hunt.Correlation.Timespan.Ticks;
    private readonly int _until = hunt.Correlation.Until is { } until ? hunt.NumberOf(until) : -1;
    private OpenFinding? _open;
    private long _endedAt = long.MinValue;

    /// <summary>Starts another group, after this number of events.</summary>
    public void Begin(long start)
    {
        _endedAt = long.MinValue;
        window.Begin(start);
    }

    /// <summary>Adds the next event.</summary>
    public void Add(CorrelatedEvent one)
    {
        if (one.Rule == _until)
        {
            // An ending event is the last of its second for the events before it. For the events after it, all events of that
            // second count as later.
            End();
            _endedAt = one.Time;
            return;
        }

        var start = window.Judge(one, Math.Max(one.Time - _timespan, _endedAt));

        // If the condition holds again by then, the finding continues, however long it lasts.
        if (_open is { } open && one.Time - open.Start > _timespan)
        {
            if (start is { } again)
            {
                open.Start = again;
            }
            else
            {
                End();
            }
        }

        if (_open is null && start is { } first)
        {
            _open = new OpenFinding(first, one, window.EarlierEvents);
        }

        _open?.Add(one);
        window.Add(one);
    }

    /// <summary>Ends the group.</summary>
    public void End()
    {
        if (_open is { } open)
        {
            onFinding(new CorrelatedFinding(open.CompletingEvent, open.Ids, open.Count));
        }

        _open = null;
    }

    private sealed class OpenFinding(long start, CorrelatedEvent completing, WindowEvents earlier)
    {
        public long Start { get; set; } = start;

        public CorrelatedEvent CompletingEvent { get; } = completing;

        public List<string> Ids { get; } = [.. earlier.Take(Finding.MaximumRelatedEvents).Select(IdOf)];

        public int Count { get; private set; } = earlier.Count;

        public void Add(CorrelatedEvent one)
        {
            Count++;
            if (Ids.Count < Finding.MaximumRelatedEvents)
            {
                Ids.Add(IdOf(one));
            }
        }

        private static string IdOf(CorrelatedEvent one) => Encoding.UTF8.GetString(one.Facts.EventId);
    }
}
