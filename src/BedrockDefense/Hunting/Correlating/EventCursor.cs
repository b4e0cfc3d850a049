namespace BedrockDefense.Hunting.Correlating;

/// <summary>Reads sorted events once and skips events that were delivered twice.</summary>
internal sealed class EventCursor : IDisposable
{
    private readonly IEnumerator<CorrelatedEvent> _events;
    private readonly Effort _effort;
    private bool _isOver;

    public EventCursor(SortedStore<CorrelatedEvent> store, Effort effort)
    {
        (_events, _effort) = (store.ReadSorted().GetEnumerator(), effort);
        Move();
    }

    /// <summary>The number of events before the current one.</summary>
    public long PassedEvents { get; private set; }

    /// <summary>The current event; null at the end.</summary>
    public CorrelatedEvent? Current { get; private set; }

    public void Dispose() => _events.Dispose();

    /// <summary>Moves to the next event.</summary>
    public void Advance()
    {
        PassedEvents++;
        Move();
    }

    private void Move()
    {
        var passed = Current;
        do
        {
            SmallHeap.Check();
            _effort.Visits++;
            _isOver = _isOver || !_events.MoveNext();
            Current = _isOver ? null : _events.Current;
        } while (Current is { } next && passed is not null && next.IsDuplicateOf(passed));
    }
}
