using System.Text.Json.Nodes;
using BedrockDefense.Stack.Rehearsal.Simulation;

namespace BedrockDefense.Stack.Declaration;

/// <summary>The logging configuration that the stack establishes in an account and Region.</summary>
public static class DeclaredLogging
{
    /// <summary>
    /// Reads it from the restorer's definition, by the names of Bedrock's API; null where the stack establishes none.
    /// </summary>
    /// <param name="machineArn">The ARN of the state machine.</param>
    /// <param name="definition">The definition, in Amazon States Language.</param>
    /// <exception cref="BedrockDefense.Input.InvalidInputException">The definition chooses by a test that is not known.</exception>
    public static JsonObject? Of(string machineArn, string definition) =>
        Restoration.ConfigurationOf(new SimulatedStateMachine(machineArn, RoleArn: "", JsonNode.Parse(definition)!));
}
