namespace BedrockDefense.Rehearsal.Simulation;

/// <summary>What became of one event.</summary>
internal sealed class Routing
{
    /// <summary>The names of the rules that matched and have a topic to tell; the name is the detection's id.</summary>
    public List<string> Detections { get; } = [];

    public List<DeliveredMessage> Messages { get; } = [];

    public List<FailedDelivery> Failures { get; } = [];
}
