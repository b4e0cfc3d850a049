namespace BedrockDefense.Hunting.Correlating;

/// <summary>The events of one group within the timespan before each event, and whether a condition holds of them.</summary>
internal interface IWindow
{
    /// <summary>The earlier events, of which those that belong to a finding are named.</summary>
    Trail Earlier { get; }

    /// <summary>Forgets all; another group begins after so many events.</summary>
    void Begin(long start);

    /// <summary>Whether the condition holds at an event.</summary>
    /// <param name="one">The event.</param>
    /// <param name="from">When the window begins; never earlier than for the event before.</param>
    /// <returns>The time of the first event with which it holds; null when it does not.</returns>
    long? Judge(CorrelatedEvent one, long from);

    /// <summary>Takes the judged event among the earlier ones.</summary>
    void Add(CorrelatedEvent one);
}
