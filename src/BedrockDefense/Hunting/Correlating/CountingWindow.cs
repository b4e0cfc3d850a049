namespace BedrockDefense.Hunting.Correlating;

/// <summary>Counts events, or distinct values of events, while events enter and leave the window.</summary>
/// <param name="earlier">The events in the window.</param>
/// <param name="valueOf">Returns the value of an event, when distinct values are counted; null to count events.</param>
/// <param name="meets">Returns whether a count meets the condition.</param>
internal sealed class CountingWindow(WindowEvents earlier, Func<CorrelatedEvent, Digest>? valueOf, Func<long, bool> meets) : IWindow
{
    private readonly Dictionary<Digest, int> _values = [];

    public WindowEvents EarlierEvents => earlier;

    public void Begin(long start)
    {
        _values.Clear();
        _values.TrimExcess();
        earlier.Begin(start);
    }

    public long? Judge(CorrelatedEvent one, long from)
    {
        while (earlier.TryDrop(from, out var dropped))
        {
            Change(dropped, -1);
        }

        Change(one, 1);
        return meets(valueOf is null ? earlier.Count + 1 : _values.Count) ? earlier.FirstEvent?.Time ?? one.Time : null;
    }

    public void Add(CorrelatedEvent one) => earlier.Add(one);

    private void Change(CorrelatedEvent one, int by)
    {
        if (valueOf is null)
        {
            return;
        }

        var value = valueOf(one);
        var count = _values.GetValueOrDefault(value) + by;
        if (count == 0)
        {
            _values.Remove(value);
        }
        else
        {
            _values[value] = count;
        }
    }
}
