namespace Pulumi.Testing;

/// <summary>Stands in for the engine and its providers.</summary>
public interface IMocks
{
    /// <summary>
    /// Gives a new resource its id and state. The state is a dictionary by wire name. Outputs that it lacks are unknown in a preview. A
    /// null id is unknown.
    /// </summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Gives the result of a provider function, as a dictionary by wire name.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Gets the outputs that components and stacks register.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
