using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Runs the correlations of all hunts. The events are sorted by group and time, and the groups are examined one after the other.
/// Only a fixed amount of events is in memory, plus the distinct values of one group where a correlation counts values.
/// </summary>
internal sealed class Correlations : IDisposable
{
    private const long BytesOfEvents = 4 * 1024 * 1024;
    private const long BytesOfLog = 2 * 1024 * 1024;
    private const long BytesOfFindings = 2 * 1024 * 1024;

    private readonly IReadOnlyList<Hunt> _hunts;
    private readonly EventLog _log = new(BytesOfLog);
    private readonly SortedStore<CorrelatedEvent> _events;

    public Correlations(IReadOnlyList<Hunt> hunts)
    {
        (_hunts, _events) = (hunts, new SortedStore<CorrelatedEvent>(BytesOfEvents, Effort));
        Correlators = [.. hunts.Select((hunt, number) => new Correlator(hunt, number))];
    }

    /// <summary>The correlators, which collect the events of each hunt.</summary>
    public IReadOnlyList<Correlator> Correlators { get; }

    /// <summary>The amount of work so far.</summary>
    public Effort Effort { get; } = new();

    public void Dispose()
    {
        _log.Dispose();
        _events.Dispose();
    }

    /// <summary>Returns a packer for the events of one thread.</summary>
    /// <param name="shown">The fields that findings show.</param>
    public EventPacker NewPacker(ShownFields shown) => new(_log, shown);

    /// <summary>
    /// Returns the findings of all hunts, in the order of the hunts and then in order of time. It may be called only once.
    /// </summary>
    public IEnumerable<Finding> Findings()
    {
        SortEvents();
        using var findings = new SortedStore<CorrelatedFinding>(BytesOfFindings, Effort);
        using var head = new EventCursor(_events, Effort);
        using var earlier = new EventCursor(_events, Effort);
        using var starts = new EventCursor(_events, Effort);
        GroupFindings? group = null;
        var (hunt, previous) = (-1, (CorrelatedEvent?)null);
        for (; head.Current is { } one; head.Advance())
        {
            if (previous is null || !one.IsOfGroup(previous))
            {
                group?.End();
                if (one.Hunt != hunt)
                {
                    group = new GroupFindings(_hunts[one.Hunt], Window(_hunts[one.Hunt], earlier, starts), findings.Add);
                }

                hunt = one.Hunt;
                group!.Begin(head.PassedEvents);
            }

            group!.Add(one);
            previous = one;
        }

        group?.End();
        foreach (var finding in findings.ReadSorted())
        {
            SmallHeap.Check();
            yield return finding.ToFinding(_hunts[finding.CompletingEvent.Hunt]);
        }
    }

    private IWindow Window(Hunt hunt, EventCursor earlier, EventCursor starts)
    {
        var correlation = hunt.Correlation;
        int[] order = [.. correlation.Rules.Select(hunt.NumberOf)];
        var until = correlation.Until is { } name ? hunt.NumberOf(name) : -1;
        var all = new WindowEvents(earlier, one => one.Rule != until, Effort);
        return correlation.Type switch
        {
            // In an order of steps, an event of the last step is not needed for later events.
            CorrelationType.TemporalOrdered => new OrderedWindow(
                order,
                new WindowEvents(earlier, one => order.AsSpan(0, order.Length - 1).Contains(one.Rule), Effort),
                new WindowEvents(starts, one => one.Rule == order[0], Effort),
                Effort
            ),
            CorrelationType.Temporal => new CountingWindow(
                all,
                one => new Digest(0, (ulong)one.Rule),
                correlation.Condition.Count == 0 ? count => count == order.Distinct().Count() : correlation.IsMetBy
            ),
            CorrelationType.EventCount => new CountingWindow(all, null, correlation.IsMetBy),
            _ => new CountingWindow(all, one => one.Value, correlation.IsMetBy),
        };
    }

    private void SortEvents()
    {
        var needed = NeededEvents.Of(_hunts, _log);
        foreach (var block in _log.Read(contexts => Array.Exists(contexts, needed.MayContain)))
        {
            SmallHeap.Check();
            for (var row = new EventRow(block); row.Read(); )
            {
                if (needed.Contains(row.Context, row.Time))
                {
                    _events.Add(row.ToEvent());
                }
            }
        }
    }
}
