namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// The earlier events of a group that are in its window. They are not kept in memory: a second cursor follows the first one through
/// the sorted events, at the distance of the window's length, and reads them again.
/// </summary>
internal sealed class WindowEvents(EventCursor cursor, Func<CorrelatedEvent, bool> belongs, Effort effort)
{
    // The first events, which were read in advance to name them in a finding.
    private readonly Queue<CorrelatedEvent> _ahead = new();

    /// <summary>How many events there are.</summary>
    public int Count { get; private set; }

    /// <summary>The earliest event; null when there is none.</summary>
    public CorrelatedEvent? FirstEvent => Count == 0 ? null : ReadAhead(1).Peek();

    /// <summary>Forgets all events and moves to the beginning of a group.</summary>
    /// <param name="start">The number of events before the group.</param>
    public void Begin(long start)
    {
        _ahead.Clear();
        Count = 0;
        while (cursor.PassedEvents < start)
        {
            cursor.Advance();
        }
    }

    /// <summary>Counts the next event of the group, if it belongs here.</summary>
    public void Add(CorrelatedEvent one)
    {
        if (belongs(one))
        {
            Count++;
        }
    }

    /// <summary>Removes the first event if it is before a time.</summary>
    public bool TryDrop(long before, out CorrelatedEvent dropped)
    {
        dropped = FirstEvent!;
        if (Count == 0 || dropped.Time >= before)
        {
            return false;
        }

        _ahead.Dequeue();
        Count--;
        return true;
    }

    /// <summary>Removes all events before a time.</summary>
    public void Drop(long before)
    {
        while (TryDrop(before, out _)) { }
    }

    /// <summary>Returns the first events, at most this number.</summary>
    public IEnumerable<CorrelatedEvent> Take(int most)
    {
        var count = Math.Min(most, Count);
        effort.Visits += count;
        return ReadAhead(count).Take(count);
    }

    private Queue<CorrelatedEvent> ReadAhead(int count)
    {
        for (; _ahead.Count < count; cursor.Advance())
        {
            if (belongs(cursor.Current!))
            {
                _ahead.Enqueue(cursor.Current!);
            }
        }

        return _ahead;
    }
}
