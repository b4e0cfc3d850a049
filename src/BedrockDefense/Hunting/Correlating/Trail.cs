namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// The earlier events of a group that its window holds. They are not kept: a second cursor follows the first through the
/// sorted events, as far behind as the window is long, and reads them again.
/// </summary>
internal sealed class Trail(EventCursor cursor, Func<CorrelatedEvent, bool> belongs, Effort effort)
{
    // The first ones, read ahead of the others to name them in a finding.
    private readonly Queue<CorrelatedEvent> _ahead = new();

    /// <summary>How many events there are.</summary>
    public int Count { get; private set; }

    /// <summary>The earliest; null when there is none.</summary>
    public CorrelatedEvent? First => Count == 0 ? null : Ahead(1).Peek();

    /// <summary>Forgets all and goes to where a group begins.</summary>
    /// <param name="start">How many events are before it.</param>
    public void Begin(long start)
    {
        _ahead.Clear();
        Count = 0;
        while (cursor.Passed < start)
        {
            cursor.Advance();
        }
    }

    /// <summary>The next event of the group is over, and may belong here.</summary>
    public void Add(CorrelatedEvent one)
    {
        if (belongs(one))
        {
            Count++;
        }
    }

    /// <summary>Takes out the first event when it is before a time.</summary>
    public bool TryDrop(long before, out CorrelatedEvent dropped)
    {
        dropped = First!;
        if (Count == 0 || dropped.Time >= before)
        {
            return false;
        }

        _ahead.Dequeue();
        Count--;
        return true;
    }

    /// <summary>Takes out all events before a time.</summary>
    public void Drop(long before)
    {
        while (TryDrop(before, out _)) { }
    }

    /// <summary>The first ones, at most so many.</summary>
    public IEnumerable<CorrelatedEvent> Take(int most)
    {
        var count = Math.Min(most, Count);
        effort.Visits += count;
        return Ahead(count).Take(count);
    }

    private Queue<CorrelatedEvent> Ahead(int count)
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
