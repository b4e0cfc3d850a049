using BedrockDefense.Catalog;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Tells which events a finding can need, before they are sorted. In an order of steps every finding begins with an event of the first
/// step, which is usually rare. Of the other steps, such as model invocations, only the events matter that follow one within the
/// timespan. The last event of a window is at most the timespan after its first.
/// </summary>
internal sealed class NeededEvents
{
    /// <summary>With more first events than this, all events are needed: this class would take too much memory.</summary>
    private const int MaximumFirstEvents = 200_000;

    private readonly OrderedSteps[] _steps;

    // Sorted; null when all events are needed.
    private readonly List<FirstEvent>? _firstEvents;

    private NeededEvents(OrderedSteps[] steps, List<FirstEvent>? firstEvents) => (_steps, _firstEvents) = (steps, firstEvents);

    /// <summary>Finds the events of all first steps.</summary>
    public static NeededEvents Of(IReadOnlyList<Hunt> hunts, EventLog log)
    {
        OrderedSteps[] steps = [.. hunts.Select(OrderedSteps.Of)];
        var firstEvents = new List<FirstEvent>();
        foreach (var block in log.Read(contexts => Array.Exists(contexts, context => steps[context.Hunt].First == context.Rule)))
        {
            SmallHeap.Check();
            for (var row = new EventRow(block); row.Read(); )
            {
                var context = row.Context;
                if (steps[context.Hunt].First != context.Rule)
                {
                    continue;
                }

                if (firstEvents.Count == MaximumFirstEvents)
                {
                    return new NeededEvents(steps, null);
                }

                firstEvents.Add(new FirstEvent(context.Hunt, context.Group, row.Time));
            }
        }

        firstEvents.Sort();
        return new NeededEvents(steps, firstEvents);
    }

    /// <summary>Returns whether events of this context can be needed.</summary>
    public bool MayContain(EventContext context) =>
        _firstEvents is null || !_steps[context.Hunt].IsLater(context.Rule) || LastUntil(context, long.MaxValue) is not null;

    /// <summary>Returns whether an event of this context at this time can be needed.</summary>
    public bool Contains(EventContext context, long time)
    {
        var step = _steps[context.Hunt];
        return _firstEvents is null || !step.IsLater(context.Rule) || time - LastUntil(context, time) <= step.Timespan;
    }

    /// <summary>Returns the time of the last first event of a group until a time; null when there is none.</summary>
    private long? LastUntil(EventContext context, long time)
    {
        var at = _firstEvents!.BinarySearch(new FirstEvent(context.Hunt, context.Group, time));
        var last = at >= 0 ? at : ~at - 1;
        return last >= 0 && _firstEvents[last] is var found && found.Hunt == context.Hunt && found.Group == context.Group
            ? found.Time
            : null;
    }

    private readonly record struct FirstEvent(int Hunt, Digest Group, long Time) : IComparable<FirstEvent>
    {
        public int CompareTo(FirstEvent other) =>
            Hunt.CompareTo(other.Hunt) is var hunt and not 0 ? hunt
            : Group.CompareTo(other.Group) is var group and not 0 ? group
            : Time.CompareTo(other.Time);
    }
}
