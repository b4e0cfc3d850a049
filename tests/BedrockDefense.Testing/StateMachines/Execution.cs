using System.Text.Json.Nodes;

namespace BedrockDefense.Testing.StateMachines;

/// <summary>
/// An execution of a state machine whose language is JSONata (Amazon States Language, states.language): Pass, Task with Retry, Choice,
/// Wait, Succeed and Fail. Nothing is waited for. A definition that needs anything else is refused.
/// </summary>
/// <param name="Status">SUCCEEDED or FAILED.</param>
/// <param name="Visited">The states that were entered, in order.</param>
/// <param name="Error">The name of the error; null when the execution succeeded.</param>
/// <param name="Cause">The cause of the error.</param>
public sealed record Execution(string Status, IReadOnlyList<string> Visited, string? Error, string? Cause)
{
    private static readonly HashSet<string> KnownFields =
    [
        "Type",
        "Assign",
        "Next",
        "Resource",
        "Arguments",
        "TimeoutSeconds",
        "Retry",
        "Choices",
        "Default",
        "Seconds",
        "Error",
        "Cause",
    ];

    /// <summary>Runs a state machine.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="input">The input.</param>
    /// <param name="call">Answers a task. Its parameters are the resource and the arguments.</param>
    public static Execution Run(string definition, JsonNode input, Func<string, JsonObject, JsonNode> call)
    {
        var machine = JsonNode.Parse(definition)!;
        Assert.Equal("JSONata", machine["QueryLanguage"]!.GetValue<string>());
        using var jsonata = new Jsonata();
        JsonObject variables = [];
        var visited = new List<string>();
        var (name, current) = (machine["StartAt"]!.GetValue<string>(), input);
        while (true)
        {
            visited.Add(name);
            var state = machine["States"]![name]!.AsObject();
            Assert.Subset(KnownFields, state.Select(field => field.Key).ToHashSet());
            try
            {
                var result = current;
                variables["states"] = new JsonObject { ["input"] = current.DeepClone() };
                switch (state["Type"]!.GetValue<string>())
                {
                    case "Succeed":
                        return new Execution("SUCCEEDED", visited, null, null);
                    case "Fail":
                        return new Execution("FAILED", visited, Text("Error"), Text("Cause"));
                    case "Task":
                        result = Perform(state, visited, () => call(Text("Resource"), Fill("Arguments").AsObject()));
                        break;
                    case "Choice":
                        name =
                            state["Choices"]!
                                .AsArray()
                                .FirstOrDefault(choice => jsonata.Fill(choice!["Condition"], variables)!.GetValue<bool>())
                                ?["Next"]!.GetValue<string>()
                            ?? Text("Default");
                        continue;
                    case "Pass" or "Wait":
                        break;
                    case var other:
                        throw new NotSupportedException(other);
                }

                if (state["Assign"] is { } assigned)
                {
                    variables["states"]!["result"] = result.DeepClone();
                    foreach (var (variable, value) in jsonata.Fill(assigned, variables)!.AsObject())
                    {
                        variables[variable] = value?.DeepClone();
                    }
                }

                (name, current) = (Text("Next"), result);
            }
            catch (StateException exception)
            {
                return new Execution("FAILED", visited, exception.Error, exception.Message);
            }

            JsonNode Fill(string field) => jsonata.Fill(state[field], variables)!;
            string Text(string field) => Fill(field).GetValue<string>();
        }
    }

    // An error of a call is tried again as often as the first retrier that names it says.
    private static JsonNode Perform(JsonObject state, List<string> visited, Func<JsonNode> call)
    {
        List<(string[] Errors, int Left)> retriers =
        [
            .. state["Retry"]!
                .AsArray()
                .Select(retry =>
                    (
                        retry!["ErrorEquals"]!.AsArray().Select(error => error!.GetValue<string>()).ToArray(),
                        retry["MaxAttempts"]!.GetValue<int>()
                    )
                ),
        ];
        while (true)
        {
            try
            {
                return call();
            }
            catch (StateException exception)
            {
                var index = retriers.FindIndex(retrier => IsFor(retrier.Errors, exception.Error));
                if (index < 0 || retriers[index].Left == 0)
                {
                    throw;
                }

                retriers[index] = (retriers[index].Errors, retriers[index].Left - 1);
                visited.Add(visited[^1]);
            }
        }
    }

    // States.ALL is every error but those that no retry can mend (Amazon States Language, "Errors").
    private static bool IsFor(string[] errors, string error) =>
        errors.Contains(error) || (errors.Contains("States.ALL") && error is not ("States.QueryEvaluationError" or "States.Runtime"));
}
