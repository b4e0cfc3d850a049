using System.Text;
using BedrockDefense.Catalog;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Makes a finding of each stretch of time in which a hunt's condition holds for a group, given its events in their order:
/// what follows within the timespan belongs to it.
/// </summary>
/// <param name="hunt">The hunt.</param>
/// <param name="window">Judges its condition.</param>
/// <param name="onFinding">Takes what is found.</param>
internal sealed class GroupFindings(Hunt hunt, IWindow window, Action<CorrelatedFinding> onFinding)
{
    private readonly long _timespan = hunt.Correlation.Timespan.Ticks;
    private readonly int _until = hunt.Correlation.Until is { } until ? hunt.NumberOf(until) : -1;
    private Open? _open;
    private long _ended = long.MinValue;

    /// <summary>Another group begins after so many events.</summary>
    public void Begin(long start)
    {
        _ended = long.MinValue;
        window.Begin(start);
    }

    /// <summary>Takes the next event.</summary>
    public void Add(CorrelatedEvent one)
    {
        if (one.Rule == _until)
        {
            // It comes last in its second for what went before. For what follows, all of that second may have come after it.
            End();
            _ended = one.Time;
            return;
        }

        var start = window.Judge(one, Math.Max(one.Time - _timespan, _ended));

        // As long as the condition holds again by then, it is the same finding, however long it goes on.
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
            _open = new Open(first, one, window.Earlier);
        }

        _open?.Add(one);
        window.Add(one);
    }

    /// <summary>The group has no more events.</summary>
    public void End()
    {
        if (_open is { } open)
        {
            onFinding(new CorrelatedFinding(open.Completing, open.Ids, open.Count));
        }

        _open = null;
    }

    private sealed class Open(long start, CorrelatedEvent completing, Trail earlier)
    {
        public long Start { get; set; } = start;

        public CorrelatedEvent Completing { get; } = completing;

        public List<string> Ids { get; } = [.. earlier.Take(Finding.MostRelated).Select(IdOf)];

        public int Count { get; private set; } = earlier.Count;

        public void Add(CorrelatedEvent one)
        {
            Count++;
            if (Ids.Count < Finding.MostRelated)
            {
                Ids.Add(IdOf(one));
            }
        }

        private static string IdOf(CorrelatedEvent one) => Encoding.UTF8.GetString(one.Facts.EventId);
    }
}
