namespace BedrockDefense.Hunting.Correlating;

/// <summary>The events of a group within the timespan before each event, with a condition on them.</summary>
internal interface IWindow
{
    /// <summary>The earlier events in the window. A finding names those that belong to it.</summary>
    WindowEvents EarlierEvents { get; }

    /// <summary>Forgets all events and starts another group, after this number of events.</summary>
    void Begin(long start);

    /// <summary>Judges whether the condition holds at an event.</summary>
    /// <param name="one">The event.</param>
    /// <param name="from">The time when the window begins; never earlier than for the event before.</param>
    /// <returns>The time of the first event that the condition needs; null when the condition does not hold.</returns>
    long? Judge(CorrelatedEvent one, long from);

    /// <summary>Adds the judged event to the earlier events.</summary>
    void Add(CorrelatedEvent one);
}
