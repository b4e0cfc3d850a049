namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Looks for an event of each step of an order, none earlier than that of the step before. Those of one second may have
/// happened in any order, since CloudTrail tells no more: the one that lets the condition hold counts.
/// </summary>
/// <remarks>
/// Of all chains of events that reach some step, the one that began last serves longest. So for each step only the time is
/// kept at which that one began, from one second to the next.
/// </remarks>
/// <param name="order">The rules' numbers by step. The last step's rule has the highest, so that its events come last in a second.</param>
/// <param name="earlier">The events of all steps but the last.</param>
/// <param name="starts">The events of the first step.</param>
/// <param name="effort">Counts the steps tried.</param>
internal sealed class OrderedWindow(int[] order, Trail earlier, Trail starts, Effort effort) : IWindow
{
    private const long Never = long.MinValue;

    // By how many steps are done before this second.
    private readonly long[] _begun = new long[order.Length];
    private readonly int[] _counts = new int[order.Max() + 1];
    private readonly int[] _used = new int[order.Max() + 1];
    private long _second = Never;

    public Trail Earlier => earlier;

    public void Begin(long start)
    {
        _begun.AsSpan().Fill(Never);
        _counts.AsSpan().Clear();
        _second = Never;
        earlier.Begin(start);
        starts.Begin(start);
    }

    public long? Judge(CorrelatedEvent one, long from)
    {
        if (one.Time != _second)
        {
            EndSecond(one.Time);
        }

        _counts[one.Rule]++;
        if (one.Rule != order[^1] || Begun(order.Length) < from)
        {
            return null;
        }

        if (order.Length == 1)
        {
            return one.Time;
        }

        starts.Drop(from);
        earlier.Drop(starts.First!.Time);
        return starts.First.Time;
    }

    public void Add(CorrelatedEvent one)
    {
        earlier.Add(one);
        starts.Add(one);
    }

    // From the last step, so that each sees those before it as they were before this second.
    private void EndSecond(long next)
    {
        for (var steps = order.Length - 1; steps > 0; steps--)
        {
            _begun[steps] = Math.Max(_begun[steps], Begun(steps));
        }

        _counts.AsSpan().Clear();
        _second = next;
    }

    /// <summary>When the chain began that reaches so many steps in this second and began last.</summary>
    private long Begun(int steps)
    {
        var (latest, step) = (Never, steps);
        for (; step > 0 && ++_used[order[step - 1]] <= _counts[order[step - 1]]; step--)
        {
            effort.Visits++;
            latest = Math.Max(latest, step == 1 ? _second : _begun[step - 1]);
        }

        effort.Visits++;
        _used.AsSpan().Clear();
        return latest;
    }
}
