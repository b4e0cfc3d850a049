using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace BedrockDefense.Stack.Templates;

/// <summary>Reads from a restorer's definition the logging configuration that the stack establishes in an account and Region.</summary>
public static class DeclaredLogging
{
    private const string Integration = ":states:::aws-sdk:bedrock:putModelInvocationLoggingConfiguration";

    /// <summary>
    /// Reads the configuration that the state machine puts first, by the names of Bedrock's API; null when it puts none, because it only
    /// observes or the settings leave its account alone.
    /// </summary>
    /// <param name="machineArn">The ARN of the state machine.</param>
    /// <param name="definition">The definition, in Amazon States Language.</param>
    /// <exception cref="InvalidInputException">The definition chooses by a test that is not known.</exception>
    public static JsonObject? Of(string machineArn, JsonNode definition) => CamelCase(ParametersIn(machineArn, definition)) as JsonObject;

    /// <summary>
    /// Reads the configuration that a state machine compares with, by the names of Bedrock's API; null when it does not only observe, or
    /// the settings leave its account alone.
    /// </summary>
    /// <param name="machineArn">The ARN of the state machine.</param>
    /// <param name="definition">The definition, in Amazon States Language.</param>
    /// <exception cref="InvalidInputException">The definition chooses by a test that is not known.</exception>
    public static JsonObject? ObservedBy(string machineArn, JsonNode definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        // The first choice compares each setting that is wanted, beside tests of what is present.
        var tests = FirstStateIn(machineArn, definition)?["Next"]?.GetValue<string>() is { } next
            ? StateIn(machineArn, definition, next)?["Choices"]?[0]?["And"] as JsonArray
            : null;
        if (tests is null)
        {
            return null;
        }

        JsonObject wanted = [];
        foreach (var test in tests.Where(test => test!["IsPresent"] is null))
        {
            var path = test!["Variable"]!.GetValue<string>().Split('.')[2..];
            var place = path[..^1].Aggregate(wanted, (map, name) => (map[name] ??= new JsonObject()).AsObject());
            place[path[^1]] = (test["StringEquals"] ?? test["BooleanEquals"])!.DeepClone();
        }

        return CamelCase(wanted) as JsonObject;
    }

    /// <summary>Reads the same configuration as <see cref="Of"/>, by the names of Step Functions.</summary>
    internal static JsonNode? ParametersIn(string machineArn, JsonNode definition)
    {
        var first = FirstStateIn(machineArn, definition);
        return
            first?["Type"]?.GetValue<string>() == "Task"
            && (first["Resource"]?.GetValue<string>().EndsWith(Integration, StringComparison.Ordinal) ?? false)
            ? first["Parameters"]?["LoggingConfig"]
            : null;
    }

    /// <summary>
    /// Returns the first state that does something. If the accounts want different things, a choice state comes before it.
    /// </summary>
    internal static JsonNode? FirstStateIn(string machineArn, JsonNode definition) =>
        StateIn(machineArn, definition, definition["StartAt"]?.GetValue<string>() ?? "");

    private static JsonNode? StateIn(string machineArn, JsonNode definition, string name)
    {
        var state = definition["States"]?[name];
        if (state?["Type"]?.GetValue<string>() != "Choice" || state["Choices"]![0]!["Or"] is null)
        {
            return state;
        }

        var next =
            state["Choices"]!
                .AsArray()
                .FirstOrDefault(choice => choice!["Or"]!.AsArray().Any(test => IsRightFor(machineArn, test!)))
                ?["Next"]
            ?? state["Default"];
        return definition["States"]![next!.GetValue<string>()];
    }

    private static bool IsRightFor(string machineArn, JsonNode test) =>
        test["Variable"]?.GetValue<string>() == "$$.StateMachine.Id"
            ? FileSystemName.MatchesSimpleExpression(test["StringMatches"]!.GetValue<string>(), machineArn, ignoreCase: false)
            : throw new InvalidInputException(
                $"the rehearsal does not know the test {test.ToJsonString(JsonText.Options)} of {machineArn}"
            );

    private static JsonNode? CamelCase(JsonNode? node) =>
        node is JsonObject map
            ? new JsonObject(
                map.Select(entry => KeyValuePair.Create(char.ToLowerInvariant(entry.Key[0]) + entry.Key[1..], CamelCase(entry.Value)))
            )
            : node?.DeepClone();
}
