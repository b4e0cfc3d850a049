using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Tests.Deployment;

/// <summary>
/// The resources that a template declares in one account and Region. The intrinsic functions that the templates use are evaluated; another
/// function is an error.
/// </summary>
internal sealed class ExpectedStack(JsonObject template, string partition, string accountId, string region)
{
    private readonly JsonObject _resources = template["Resources"]!.AsObject();

    /// <summary>The resources with their type, logical id and properties. Placeholders without properties are left out.</summary>
    public IEnumerable<(string Type, string LogicalId, JsonObject Properties)> Declared =>
        _resources
            .Where(resource => resource.Value!["Properties"] is not null)
            .Select(resource => (resource.Value!["Type"]!.GetValue<string>(), resource.Key, Properties(resource.Key)));

    private JsonObject Properties(string logicalId) => FillIn(_resources[logicalId]!["Properties"])!.AsObject();

    private JsonNode? FillIn(JsonNode? node) =>
        node switch
        {
            JsonObject { Count: 1 } map when map["Ref"] is { } name => Reference(name.GetValue<string>()),
            JsonObject { Count: 1 } map when map["Fn::Sub"] is JsonValue text => Substitute(text.GetValue<string>()),
            JsonObject { Count: 1 } map when map["Fn::GetAtt"] is JsonArray { Count: 2 } path && path[1]!.GetValue<string>() == "Arn" =>
                Arn(path[0]!.GetValue<string>()),
            JsonObject map when map.Any(entry => entry.Key == "Ref" || entry.Key.StartsWith("Fn::", StringComparison.Ordinal)) =>
                throw new NotSupportedException($"the tests do not know the function in {map.ToJsonString()}"),
            JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, FillIn(entry.Value)))),
            JsonArray list => new JsonArray([.. list.Select(FillIn)]),
            _ => node?.DeepClone(),
        };

    private string Substitute(string text)
    {
        foreach (var name in new[] { "AWS::Partition", "AWS::AccountId", "AWS::Region" })
        {
            text = text.Replace($"${{{name}}}", Reference(name), StringComparison.Ordinal);
        }

        return text.Contains("${", StringComparison.Ordinal)
            ? throw new NotSupportedException($"the tests do not know all that is filled into {text}")
            : text;
    }

    private string Reference(string name) =>
        name switch
        {
            "AWS::Partition" => partition,
            "AWS::AccountId" => accountId,
            "AWS::Region" => region,
            _ when _resources[name]?["Type"]?.GetValue<string>() == "AWS::SQS::Queue" => Properties(name)["QueueName"]!.GetValue<string>(),
            _ => throw new NotSupportedException($"the tests do not know what a reference to {name} is"),
        };

    private string Arn(string logicalId) =>
        _resources[logicalId]?["Type"]?.GetValue<string>() switch
        {
            "AWS::IAM::Role" => $"arn:{partition}:iam::{accountId}:role/{Properties(logicalId)["RoleName"]}",
            "AWS::SQS::Queue" => $"arn:{partition}:sqs:{region}:{accountId}:{Properties(logicalId)["QueueName"]}",
            "AWS::StepFunctions::StateMachine" =>
                $"arn:{partition}:states:{region}:{accountId}:stateMachine:{Properties(logicalId)["StateMachineName"]}",
            var type => throw new NotSupportedException($"the tests do not know the ARN of {logicalId}, of type {type}"),
        };
}
