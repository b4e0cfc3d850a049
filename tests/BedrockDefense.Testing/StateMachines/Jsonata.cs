using System.Text.Json.Nodes;
using Jint;

namespace BedrockDefense.Testing.StateMachines;

/// <summary>
/// Evaluates expressions of JSONata with the reference implementation, in the version that Step Functions implements (AWS Step Functions
/// Developer Guide, "Transforming data with JSONata": 2.0.6). The functions that Step Functions adds are missing.
/// </summary>
internal sealed class Jsonata : IDisposable
{
    private readonly Engine _engine = new();

    public Jsonata()
    {
        _engine.Execute(Repository.Case("jsonata/jsonata-2.0.6.min.js"));
        _engine.Execute(
            """
            async function evaluateJson(expression, bindings) {
              const value = await jsonata(expression).evaluate(undefined, JSON.parse(bindings));
              return value === undefined ? "" : JSON.stringify(value);
            }
            """
        );
    }

    public void Dispose() => _engine.Dispose();

    /// <summary>Replaces every string <c>{% … %}</c> in a document by the value of its expression.</summary>
    /// <exception cref="StateException">An expression fails or has no value (<c>States.QueryEvaluationError</c>).</exception>
    public JsonNode? Fill(JsonNode? template, JsonObject variables) =>
        template switch
        {
            JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value, variables)))),
            JsonArray list => new JsonArray([.. list.Select(one => Fill(one, variables))]),
            JsonValue value
                when value.TryGetValue<string>(out var text)
                    && text.StartsWith("{%", StringComparison.Ordinal)
                    && text.EndsWith("%}", StringComparison.Ordinal) => Evaluate(text[2..^2], variables),
            _ => template?.DeepClone(),
        };

    private JsonNode? Evaluate(string expression, JsonObject variables)
    {
        string json;
        try
        {
            json = _engine.Invoke("evaluateJson", expression, variables.ToJsonString()).UnwrapIfPromise().AsString();
        }
        catch (Jint.Runtime.PromiseRejectedException exception)
        {
            throw new StateException("States.QueryEvaluationError", $"{expression}: {exception.RejectedValue}");
        }

        return json.Length > 0
            ? JsonNode.Parse(json)
            : throw new StateException("States.QueryEvaluationError", $"{expression} has no value");
    }
}
