using System.Text;
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
    public bool IsOver(DateTimeOffset time) =>
        !(_open is { } open && time - open.Start <= Timespan) && !(_window.Last is { } last && time - last.Value.Time <= Timespan);

    /// <summary>Takes the next event.</summary>
    public void Add(CorrelatedEvent one, List<Finding> finished)
    {
        while (_window.First is { } first && one.Time - first.Value.Time > Timespan)
            _window.RemoveFirst();
        if (one.Rule == _until)
        {
            End(finished);
            _window.Clear();
            return;
        }

        // As long as the condition holds again by then, it is the same finding, however long it goes on.
        if (_open is { } open && one.Time - open.Start > Timespan)
        {
            if (Start(one) is { } again)
                open.Start = again.Time;
            else
                End(finished);
        }

        if (_open is not null)
            _open.Add(one);
        else if (Start(one) is { } start)
        {
            _open = new OpenFinding(start.Time, one);
            foreach (var member in _window.Where(member => CorrelatedEvent.Order(member, start) >= 0))
                _open.Add(member);
            _open.Add(one);
        }

        // Of an order, the last step serves no later event; these may be very many.
        if (hunt.Correlation.Type != CorrelationType.TemporalOrdered || _order.AsSpan(0, _order.Length - 1).Contains(one.Rule))
            _window.AddLast(one);
    }

    /// <summary>Nothing follows.</summary>
    public void End(List<Finding> finished)
    {
        if (_open is { } open)
        {
            finished.Add(new Finding(hunt.Id, hunt.Correlation.Title, hunt.Level, open.Completing.File, open.Completing.Offset, open.Completing.Facts.Unpack())
            {
                RelatedEventIds = open.Ids,
                EventCount = open.Count,
            });
        }

        _open = null;
    }

    /// <summary>The first of the events that meet the condition together with this one; null when they do not.</summary>
    private CorrelatedEvent? Start(CorrelatedEvent one)
    {
        var members = _window.Append(one);
        return hunt.Correlation.Type switch
        {
            CorrelationType.TemporalOrdered => OrderedStart(one),
            CorrelationType.Temporal => MeetsTemporal(members) ? members.First() : null,
            CorrelationType.EventCount => Meets(_window.Count + 1) ? members.First() : null,
            _ => Meets(members.Select(member => member.Value).Distinct(StringComparer.Ordinal).Count()) ? members.First() : null,
        };
    }

    private bool MeetsTemporal(IEnumerable<CorrelatedEvent> members)
    {
        var matched = members.Select(member => member.Rule).Distinct().Count();
        return hunt.Correlation.Condition.Count == 0 ? matched == _order.Distinct().Count() : Meets(matched);
    }

    // Taking the first event of each step leaves the most for those after it.
    private CorrelatedEvent? OrderedStart(CorrelatedEvent one)
    {
        if (one.Rule != _order[^1])
            return null;
        var (step, start) = (0, (CorrelatedEvent?)null);
        foreach (var member in _window)
        {
            if (step == _order.Length - 1)
                break;
            if (member.Rule != _order[step])
                continue;
            start ??= member;
            step++;
        }

        return step == _order.Length - 1 ? start ?? one : null;
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

    private sealed class OpenFinding(DateTimeOffset start, CorrelatedEvent completing)
    {
        public DateTimeOffset Start { get; set; } = start;

        public CorrelatedEvent Completing { get; } = completing;

        public List<string> Ids { get; } = [];

        public int Count { get; private set; }

        public void Add(CorrelatedEvent one)
        {
            Count++;
            if (Ids.Count < Finding.MostRelated)
                Ids.Add(Encoding.UTF8.GetString(one.Facts.EventId));
        }
    }
}
