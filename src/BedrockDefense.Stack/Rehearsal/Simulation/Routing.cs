namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>What became of one event.</summary>
internal sealed class Routing
{
    /// <summary>The names of the rules that matched and have a topic to tell; the name is the detection's id.</summary>
    public List<string> Detections { get; } = [];

    /// <summary>The state machines that were started.</summary>
    public List<SimulatedStateMachine> Executions { get; } = [];

    public List<DeliveredMessage> Messages { get; } = [];

    public List<FailedDelivery> Failures { get; } = [];

    /// <summary>Takes over what became of another event that this one led to.</summary>
    public void Add(Routing other)
    {
        Detections.AddRange(other.Detections);
        Messages.AddRange(other.Messages);
        Failures.AddRange(other.Failures);
    }
}
