using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Provisioning;

namespace BedrockDefense.Emulator.Attack;

/// <summary>
/// A state machine's definition as the emulator can run it: what goes to Bedrock, and what is looked for in its answer, begins
/// in lower case, as Bedrock's API has it. Step Functions takes it in upper case (AWS Step Functions Developer Guide,
/// "Learning to use AWS service SDK integrations"), which the emulator cannot translate for this service. Nothing else differs.
/// </summary>
internal static class EmulatedDefinition
{
    private const string Path = "$.";

    /// <summary>The definition to run.</summary>
    public static string Of(string definition) =>
        Recased(definition, parameters => parameters.Camel(parameters.Select(member => member.Key)), char.ToLowerInvariant);

    /// <summary>The definition as it was before.</summary>
    public static string Original(string emulated) =>
        Recased(emulated, parameters => parameters.Pascal(parameters.Select(member => member.Key)), char.ToUpperInvariant);

    private static string Recased(string definition, Func<JsonObject, JsonObject> recase, Func<char, char> first)
    {
        var machine = JsonNode.Parse(definition)!;
        foreach (var (_, state) in machine["States"]!.AsObject())
        {
            if (state!["Resource"]?.GetValue<string>().Contains(":aws-sdk:bedrock:", StringComparison.Ordinal) == true)
            {
                state["Parameters"] = recase(state["Parameters"]!.AsObject());
            }

            Recase(state["Choices"], first);
        }

        return machine.ToJsonString(JsonText.Options);
    }

    private static void Recase(JsonNode? tests, Func<char, char> first)
    {
        if (tests is JsonArray list)
        {
            foreach (var test in list)
            {
                Recase(test, first);
            }
        }
        else if (tests is JsonObject map)
        {
            if (map["Variable"]?.GetValue<string>() is { } variable && variable.StartsWith(Path, StringComparison.Ordinal))
            {
                map["Variable"] = Path + string.Join('.', variable[Path.Length..].Split('.').Select(name => first(name[0]) + name[1..]));
            }

            foreach (var (name, inner) in map.Where(member => member.Key != "Variable").ToList())
            {
                Recase(inner, first);
            }
        }
    }
}
