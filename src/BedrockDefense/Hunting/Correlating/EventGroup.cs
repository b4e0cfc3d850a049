using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// The events of one group of a correlation, given in order of time. It keeps those of the last timespan, and makes a
/// finding of each stretch of time in which the condition holds: what follows within the timespan belongs to it.
/// </summary>
internal sealed class EventGroup(Hunt hunt)
{
    private readonly int[] _order = [.. hunt.Correlation.Rules.Select(name => NumberOf(hunt, name))];
    private readonly int _until = hunt.Correlation.Until is { } until ? NumberOf(hunt, until) : -1;
    private readonly LinkedList<CorrelatedEvent> _window = new();
    private OpenFinding? _open;

    private TimeSpan Timespan => hunt.Correlation.Timespan;

    /// <summary>Whether no event at or after this time can belong to what is here.</summary>
    public bool IsOver(DateTimeOffset time) => _window.Last is null || time - _window.Last.Value.Time > Timespan;

    /// <summary>Takes the next event.</summary>
    public void Add(CorrelatedEvent one, List<Finding> finished)
    {
        if (_open is { } open && one.Time - open.Start > Timespan)
            End(finished);
        while (_window.First is { } first && one.Time - first.Value.Time > Timespan)
            _window.RemoveFirst();
        if (one.Rule == _until)
        {
            End(finished);
            _window.Clear();
            return;
        }

        _window.AddLast(one);
        if (_open is not null)
            _open.Events.Add(one);
        else if (Start() is { } start)
            _open = new OpenFinding(start.Time, one, [.. _window.Where(member => CorrelatedEvent.Order(member, start) >= 0)]);
    }

    /// <summary>Nothing follows.</summary>
    public void End(List<Finding> finished)
    {
        if (_open is { } open)
        {
            finished.Add(new Finding(hunt.Id, hunt.Correlation.Title, hunt.Level, open.Completing.File, open.Completing.Offset, open.Completing.Facts)
            {
                RelatedEventIds = [.. open.Events.Take(Finding.MostRelated).Select(member => member.Facts.EventId ?? "")],
                EventCount = open.Events.Count,
            });
        }

        _open = null;
    }

    /// <summary>The first of the events that meet the condition now; null when they do not.</summary>
    private CorrelatedEvent? Start() => hunt.Correlation.Type switch
    {
        CorrelationType.TemporalOrdered => OrderedStart(),
        CorrelationType.Temporal => MeetsTemporal() ? _window.First!.Value : null,
        CorrelationType.EventCount => Meets(_window.Count) ? _window.First!.Value : null,
        _ => Meets(_window.Select(member => member.Value).Distinct(StringComparer.Ordinal).Count()) ? _window.First!.Value : null,
    };

    private bool MeetsTemporal()
    {
        var matched = _window.Select(member => member.Rule).Distinct().Count();
        return hunt.Correlation.Condition.Count == 0 ? matched == _order.Distinct().Count() : Meets(matched);
    }

    // Taking the first event of each step leaves the most for those after it.
    private CorrelatedEvent? OrderedStart()
    {
        var (step, start) = (0, (CorrelatedEvent?)null);
        foreach (var member in _window)
        {
            if (member.Rule != _order[step])
                continue;
            start ??= member;
            if (++step == _order.Length)
                return start;
        }

        return null;
    }

    private bool Meets(long count) => hunt.Correlation.Condition.All(criterion => criterion.Comparison switch
    {
        CountComparison.Equal => count == criterion.Count,
        CountComparison.NotEqual => count != criterion.Count,
        CountComparison.Less => count < criterion.Count,
        CountComparison.LessOrEqual => count <= criterion.Count,
        CountComparison.Greater => count > criterion.Count,
        _ => count >= criterion.Count,
    });

    private static int NumberOf(Hunt hunt, string name) => hunt.Rules.Index().Single(rule => rule.Item.Name == name).Index;

    private sealed record OpenFinding(DateTimeOffset Start, CorrelatedEvent Completing, List<CorrelatedEvent> Events);
}
