using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Attack;

/// <summary>
/// Changes a state machine's definition so that the emulator can run it. In it, the members of Bedrock's requests and answers begin in
/// lower case, as in Bedrock's API. Step Functions writes them in upper case (AWS Step Functions Developer Guide, "Learning to use AWS
/// service SDK integrations"), and the emulator cannot translate that for this service. Nothing else differs.
/// </summary>
internal static class EmulatedDefinition
{
    private const string Path = "$.";

    /// <summary>Makes the definition that the emulator runs.</summary>
    public static string Of(string definition) =>
        RecaseParameters(definition, parameters => parameters.ToCamelCase(parameters.Select(member => member.Key)), char.ToLowerInvariant);

    /// <summary>Restores the original definition.</summary>
    public static string ToOriginal(string emulated) =>
        RecaseParameters(emulated, parameters => parameters.ToPascalCase(parameters.Select(member => member.Key)), char.ToUpperInvariant);

    private static string RecaseParameters(string definition, Func<JsonObject, JsonObject> recase, Func<char, char> first)
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
