using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Models;

/// <summary>
/// A call that a service makes later because a document says so: by Step Functions' SDK integrations and Scheduler's universal targets.
/// </summary>
/// <param name="Location">The place of the document, and of the call in it.</param>
/// <param name="Service">The service's name in the ARN.</param>
/// <param name="Name">The operation, with its first letter in lower case.</param>
/// <param name="Input">The input.</param>
internal sealed record DocumentCall(string Location, string Service, string Name, Dictionary<string, object?> Input)
{
    /// <summary>Finds the operation's name in the model; null when there is no such operation.</summary>
    public string? OperationOf(ServiceModel model) =>
        model.Operations.Keys.FirstOrDefault(operation => char.ToLowerInvariant(operation[0]) + operation[1..] == Name);
}

/// <summary>Finds the calls in the documents of a call.</summary>
internal static class DocumentCalls
{
    private const string Integration = ":aws-sdk:";

    /// <summary>Finds the calls in the definition of a state machine, in a StackSet's template, and in a schedule's target.</summary>
    public static IEnumerable<DocumentCall> Of(DecodedCall call) =>
        (call.Model.Name, call.Operation) switch
        {
            ("stepfunctions", "CreateStateMachine" or "UpdateStateMachine") => call.Input.GetValueOrDefault("definition")
                is string definition
                ? InDefinition(definition, "definition")
                : [],
            ("cloudformation", "CreateStackSet" or "UpdateStackSet") => call.Input.GetValueOrDefault("TemplateBody") is string template
                ? Template(template)
                : [],
            ("scheduler", "CreateSchedule" or "UpdateSchedule") => call.Input.GetValueOrDefault("Target")
                is Dictionary<string, object?> target
                ? Target(target.GetValueOrDefault("Arn") as string, target.GetValueOrDefault("Input") as string, "Target.Input")
                : [],
            _ => [],
        };

    private static IEnumerable<DocumentCall> InDefinition(string definition, string where) => States(JsonNode.Parse(definition), where);

    private static IEnumerable<DocumentCall> Template(string template) =>
        (JsonNode.Parse(template)?["Resources"]?.AsObject() ?? []).SelectMany(one =>
        {
            var properties = one.Value!["Properties"];
            return one.Value["Type"]?.GetValue<string>() switch
            {
                "AWS::StepFunctions::StateMachine" =>
                [
                    .. properties?["Definition"] is JsonNode definition ? States(definition, $"TemplateBody.{one.Key}.Definition") : [],
                    .. Text(properties?["DefinitionString"]) is { } text
                        ? InDefinition(text, $"TemplateBody.{one.Key}.DefinitionString")
                        : [],
                ],
                "AWS::Scheduler::Schedule" => Target(
                    Text(properties?["Target"]?["Arn"]),
                    Text(properties?["Target"]?["Input"]),
                    $"TemplateBody.{one.Key}.Target.Input"
                ),
                _ => (IEnumerable<DocumentCall>)[],
            };
        });

    // A text with substitutions is checked as it is. The value of ${AWS::Region} and the like is about as long as a Region's code and has
    // similar characters.
    private static string? Text(JsonNode? node) =>
        node switch
        {
            JsonValue value => Substitute(value.GetValue<string>()),
            JsonObject { Count: 1 } map when map["Fn::Sub"] is JsonValue value => Substitute(value.GetValue<string>()),
            JsonObject { Count: 1 } map when map["Fn::Sub"] is JsonArray list => Substitute(list[0]!.GetValue<string>()),
            _ => null,
        };

    private static string Substitute(string text) =>
        text.Replace("${AWS::Region}", "us-east-1", StringComparison.Ordinal)
            .Replace("${AWS::AccountId}", "123456789012", StringComparison.Ordinal)
            .Replace("${AWS::Partition}", "aws", StringComparison.Ordinal)
            .Replace("${AWS::URLSuffix}", "amazonaws.com", StringComparison.Ordinal);

    private static IEnumerable<DocumentCall> States(JsonNode? node, string where) =>
        node switch
        {
            JsonObject map => (
                Text(map["Resource"]) is { } resource && resource.Contains(Integration, StringComparison.Ordinal)
                    ?
                    [
                        Call(
                            resource,
                            (map["Parameters"] ?? map["Arguments"]) is JsonObject parameters ? StaticValue(parameters) : [],
                            $"{where}.{(map.ContainsKey("Arguments") ? "Arguments" : "Parameters")}"
                        ),
                    ]
                    : Enumerable.Empty<DocumentCall>()
            ).Concat(map.SelectMany(entry => States(entry.Value, $"{where}.{entry.Key}"))),
            JsonArray list => list.SelectMany((one, index) => States(one, $"{where}[{index}]")),
            _ => [],
        };

    private static IEnumerable<DocumentCall> Target(string? arn, string? input, string where) =>
        arn is not null && arn.Contains(Integration, StringComparison.Ordinal)
            ? [Call(arn, JsonNode.Parse(input ?? "{}") is JsonObject given ? StaticValue(given) : [], where)]
            : [];

    // The form is arn:aws:states:::aws-sdk:SERVICE:operation. An integration pattern such as .waitForTaskToken may follow it.
    private static DocumentCall Call(string arn, Dictionary<string, object?> input, string where)
    {
        var name = arn[(arn.IndexOf(Integration, StringComparison.Ordinal) + Integration.Length)..].Split(':', '.');
        return new DocumentCall(where, name[0], name.ElementAtOrDefault(1) ?? "", input);
    }

    // Members whose names end in .$ are paths and intrinsic functions, and texts in {% %} are JSONata. Their values are known only at run
    // time.
    private static Dictionary<string, object?> StaticValue(JsonObject map) =>
        map.ToDictionary(
            entry => entry.Key.EndsWith(".$", StringComparison.Ordinal) ? entry.Key[..^2] : entry.Key,
            entry => entry.Key.EndsWith(".$", StringComparison.Ordinal) ? ShapeValidator.RuntimeValue : StaticValue(entry.Value)
        );

    private static object? StaticValue(JsonNode? node) =>
        node switch
        {
            JsonObject { Count: 1 } map when map.First() is { Key: "Fn::Sub" } => Text(map),
            JsonObject { Count: 1 } map when map.First().Key is "Ref" or "Fn::GetAtt" => ShapeValidator.RuntimeValue,
            JsonObject map => StaticValue(map),
            JsonArray list => list.Select(StaticValue).ToList(),
            JsonValue value when value.TryGetValue<string>(out var text) => text.StartsWith("{%", StringComparison.Ordinal)
                ? ShapeValidator.RuntimeValue
                : Substitute(text),
            _ => WireValues.FromUntypedJson(node),
        };
}
