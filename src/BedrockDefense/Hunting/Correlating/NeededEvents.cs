using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

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

    private static readonly long[] NoTimes = [];
    private static readonly long[] AnyTime = [0];

    private readonly Step[] _steps;
    private readonly Dictionary<(int Hunt, Digest Group), long[]>? _firstEvents;

    private NeededEvents(Step[] steps, Dictionary<(int Hunt, Digest Group), long[]>? firstEvents) =>
        (_steps, _firstEvents) = (steps, firstEvents);

    /// <summary>Finds the events of all first steps.</summary>
    public static NeededEvents Of(IReadOnlyList<Hunt> hunts, EventLog log)
    {
        Step[] steps = [.. hunts.Select(Step.FirstOf)];
        var times = new Dictionary<(int, Digest), List<long>>();
        var count = 0;
        foreach (var block in log.Read(contexts => Array.Exists(contexts, context => steps[context.Hunt].First == context.Rule)))
        {
            for (var row = new EventRow(block); row.Read(); )
            {
                var context = row.Context;
                if (steps[context.Hunt].First != context.Rule)
                {
                    continue;
                }

                if (++count > MaximumFirstEvents)
                {
                    return new NeededEvents(steps, null);
                }

                if (!times.TryGetValue((context.Hunt, context.Group), out var list))
                {
                    times.Add((context.Hunt, context.Group), list = []);
                }

                list.Add(row.Time);
            }
        }

        return new NeededEvents(steps, times.ToDictionary(entry => entry.Key, entry => Sorted(entry.Value)));
    }

    /// <summary>Returns whether events of this context can be needed.</summary>
    public bool MayContain(EventContext context) => !_steps[context.Hunt].IsLater(context.Rule) || TimesOf(context) is not [];

    /// <summary>Returns whether an event of this context at this time can be needed.</summary>
    public bool Contains(EventContext context, long time)
    {
        var step = _steps[context.Hunt];
        if (_firstEvents is null || !step.IsLater(context.Rule))
        {
            return true;
        }

        var times = TimesOf(context);
        var at = Array.BinarySearch(times, time);
        return at >= 0 || (~at > 0 && time - times[~at - 1] <= step.Timespan);
    }

    private static long[] Sorted(List<long> times)
    {
        times.Sort();
        return [.. times.Distinct()];
    }

    // With null, all events are needed; one time, whichever it is, says that there are some.
    private long[] TimesOf(EventContext context) =>
        _firstEvents is null ? AnyTime : _firstEvents.GetValueOrDefault((context.Hunt, context.Group), NoTimes);

    /// <summary>The first step of an order.</summary>
    /// <param name="First">The number of its rule; -1 when the correlation has no order.</param>
    /// <param name="Until">The number of the rule that ends windows; -1 when there is none.</param>
    /// <param name="Timespan">The timespan in ticks.</param>
    private readonly record struct Step(int First, int Until, long Timespan)
    {
        public static Step FirstOf(Hunt hunt)
        {
            var correlation = hunt.Correlation;
            return correlation.Type == CorrelationType.TemporalOrdered
                ? new(
                    hunt.NumberOf(correlation.Rules[0]),
                    correlation.Until is { } until ? hunt.NumberOf(until) : -1,
                    correlation.Timespan.Ticks
                )
                : new(-1, -1, 0);
        }

        /// <summary>Returns whether events of this rule are needed only after an event of the first step.</summary>
        public bool IsLater(int rule) => First >= 0 && rule != First && rule != Until;
    }
}
