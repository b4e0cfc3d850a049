namespace BedrockDefense.Testing.StateMachines;

/// <summary>An error of a state, by its name in Amazon States Language.</summary>
/// <param name="error">The name, such as <c>States.TaskFailed</c>.</param>
/// <param name="cause">What happened.</param>
public sealed class StateException(string error, string cause) : Exception($"{error}: {cause}")
{
    /// <summary>The name of the error.</summary>
    public string Error => error;
}
