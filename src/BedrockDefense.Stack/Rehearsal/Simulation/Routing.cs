namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>The result of routing one event.</summary>
internal sealed class Routing
{
    /// <summary>
    /// The names of the rules that matched and that send to a topic. The name of such a rule is the detection's id.
    /// </summary>
    public List<string> Detections { get; } = [];

    /// <summary>The state machines that were started.</summary>
    public List<SimulatedStateMachine> Executions { get; } = [];

    public List<DeliveredMessage> Messages { get; } = [];

    public List<FailedDelivery> Failures { get; } = [];

    /// <summary>Adds the result of another event that this one caused.</summary>
    public void Add(Routing other)
    {
        Detections.AddRange(other.Detections);
        Messages.AddRange(other.Messages);
        Failures.AddRange(other.Failures);
    }
}
