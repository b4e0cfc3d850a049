namespace BedrockDefense.Hunting.Correlating;

/// <summary>Events in any order, given back in order of time.</summary>
internal sealed class EventStore
{
    private readonly List<CorrelatedEvent> _events = [];

    public void Add(CorrelatedEvent one) => _events.Add(one);

    public IEnumerable<CorrelatedEvent> InOrder()
    {
        _events.Sort(CorrelatedEvent.Order);
        return _events;
    }
}
