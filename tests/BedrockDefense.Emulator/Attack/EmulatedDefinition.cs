using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Provisioning;

namespace BedrockDefense.Emulator.Attack;

/// <summary>
/// A state machine's definition as the emulator can run it: the parameters of the call to Bedrock begin in lower case, as
/// Bedrock's API has them. Step Functions takes them in upper case (AWS Step Functions Developer Guide, "Learning to use AWS
/// service SDK integrations"), which the emulator cannot translate for this service. Nothing else differs.
/// </summary>
internal static class EmulatedDefinition
{
    /// <summary>The definition to run.</summary>
    public static string Of(string definition) => Recased(definition, parameters => parameters.Camel(parameters.Select(member => member.Key)));

    /// <summary>The definition as it was before.</summary>
    public static string Original(string emulated) => Recased(emulated, parameters => parameters.Pascal(parameters.Select(member => member.Key)));

    private static string Recased(string definition, Func<JsonObject, JsonObject> recase)
    {
        var machine = JsonNode.Parse(definition)!;
        var first = LoggingConfiguration.First(machine);
        first["Parameters"] = recase(first["Parameters"]!.AsObject());
        return machine.ToJsonString(JsonText.Options);
    }
}
