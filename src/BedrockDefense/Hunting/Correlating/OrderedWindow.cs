namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Searches for a chain with one event for each step of an order, none earlier than the event of the step before. CloudTrail does
/// not tell the order of events in the same second. So the condition holds if any order of these events fulfils it.
/// </summary>
/// <remarks>
/// Of all chains that reach a step, the one that began last remains in the window longest. So the class keeps only its start time
/// for each step, from one second to the next.
/// </remarks>
/// <param name="order">
/// The numbers of the rules by step. The rule of the last step has the highest number, so its events come last in a second.
/// </param>
/// <param name="earlier">The events of all steps except the last.</param>
/// <param name="starts">The events of the first step.</param>
/// <param name="effort">Counts the tried steps.</param>
internal sealed class OrderedWindow(int[] order, WindowEvents earlier, WindowEvents starts, Effort effort) : IWindow
{
    private const long NoTime = long.MinValue;

    // The start times of the chains, by the number of steps that were complete before this second.
    private readonly long[] _starts = new long[order.Length];
    private readonly int[] _counts = new int[order.Max() + 1];
    private readonly int[] _used = new int[order.Max() + 1];
    private long _second = NoTime;

    public WindowEvents EarlierEvents => earlier;

    public void Begin(long start)
    {
        _starts.AsSpan().Fill(NoTime);
        _counts.AsSpan().Clear();
        _second = NoTime;
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
        if (one.Rule != order[^1] || LatestStart(order.Length) < from)
        {
            return null;
        }

        if (order.Length == 1)
        {
            return one.Time;
        }

        starts.Drop(from);
        earlier.Drop(starts.FirstEvent!.Time);
        return starts.FirstEvent.Time;
    }

    public void Add(CorrelatedEvent one)
    {
        earlier.Add(one);
        starts.Add(one);
    }

    // Goes from the last step to the first, so each step still sees the earlier steps as they were before this second.
    private void EndSecond(long next)
    {
        for (var steps = order.Length - 1; steps > 0; steps--)
        {
            _starts[steps] = Math.Max(_starts[steps], LatestStart(steps));
        }

        _counts.AsSpan().Clear();
        _second = next;
    }

    /// <summary>Returns the start time of the latest chain that reaches this number of steps in this second.</summary>
    private long LatestStart(int steps)
    {
        var (latest, step) = (NoTime, steps);
        for (; step > 0 && ++_used[order[step - 1]] <= _counts[order[step - 1]]; step--)
        {
            effort.Visits++;
            latest = Math.Max(latest, step == 1 ? _second : _starts[step - 1]);
        }

        effort.Visits++;
        _used.AsSpan().Clear();
        return latest;
    }
}
