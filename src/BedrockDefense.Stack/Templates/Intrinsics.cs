using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Aws;

namespace BedrockDefense.Stack.Templates;

/// <summary>
/// Resolves the intrinsic functions of a CloudFormation template for one account and Region (AWS CloudFormation User Guide,
/// "Intrinsic function reference"). It knows Ref, Fn::Sub and Fn::GetAtt of an ARN, and refuses any other.
/// </summary>
internal sealed partial class Intrinsics(JsonObject resources, string partition, string account, string region)
{
    /// <summary>Returns the value with every intrinsic function resolved.</summary>
    public JsonNode? Resolve(JsonNode? value) =>
        value switch
        {
            JsonObject { Count: 1 } function when ResolveFunction(function) is { } resolved => resolved,
            JsonObject container => new JsonObject(
                container.Select(property => KeyValuePair.Create(property.Key, Resolve(property.Value)))
            ),
            JsonArray array => new JsonArray([.. array.Select(Resolve)]),
            _ => value?.DeepClone(),
        };

    /// <summary>Returns what <c>Ref</c> gives for a resource: the URL of a queue, or the name of a role or rule.</summary>
    public string ReferenceOf(string logicalId)
    {
        var name = NameOf(logicalId);
        return TypeOf(logicalId) == "AWS::SQS::Queue"
            ? $"https://sqs.{region}.{AwsPartition.Find(partition).DnsSuffix}/{account}/{name}"
            : name;
    }

    /// <summary>Returns what <c>Fn::GetAtt</c> gives for the ARN of a resource.</summary>
    public string ArnOf(string logicalId) =>
        TypeOf(logicalId) switch
        {
            "AWS::IAM::Role" => $"arn:{partition}:iam::{account}:role/{NameOf(logicalId)}",
            "AWS::SQS::Queue" => $"arn:{partition}:sqs:{region}:{account}:{NameOf(logicalId)}",
            "AWS::S3::Bucket" => $"arn:{partition}:s3:::{NameOf(logicalId)}",
            "AWS::Logs::LogGroup" => $"arn:{partition}:logs:{region}:{account}:log-group:{NameOf(logicalId)}",
            "AWS::StepFunctions::StateMachine" => $"arn:{partition}:states:{region}:{account}:stateMachine:{NameOf(logicalId)}",
            "AWS::Events::Rule" => $"arn:{partition}:events:{region}:{account}:rule/{NameOf(logicalId)}",
            _ => logicalId,
        };

    /// <summary>
    /// Whether a condition of the template holds. It may consist of Fn::Equals, Fn::Not and Fn::Or; any other function is
    /// refused.
    /// </summary>
    public bool Holds(JsonNode condition)
    {
        var (name, argument) = condition.AsObject().Single();
        var parts = argument!.AsArray();
        return name switch
        {
            "Fn::Equals" => JsonNode.DeepEquals(Resolve(parts[0]), Resolve(parts[1])),
            "Fn::Not" => !Holds(parts[0]!),
            "Fn::Or" => parts.Any(part => Holds(part!)),
            _ => throw new InvalidInputException($"the rehearsal does not know the condition function {name} of a stack set's template"),
        };
    }

    private JsonValue? ResolveFunction(JsonObject function)
    {
        var (name, argument) = function.Single();
        switch (name)
        {
            case "Ref":
                return JsonValue.Create(ResolveVariable(argument!.GetValue<string>()));
            case "Fn::Sub" when argument is JsonValue:
                return JsonValue.Create(
                    Substitution().Replace(argument.GetValue<string>(), match => ResolveVariable(match.Groups[1].Value))
                );
            case "Fn::GetAtt" when argument is JsonArray { Count: 2 } attribute && attribute[1]!.GetValue<string>() == "Arn":
                return JsonValue.Create(ArnOf(attribute[0]!.GetValue<string>()));
            default:
                return name.StartsWith("Fn::", StringComparison.Ordinal)
                    ? throw new InvalidInputException(
                        $"the rehearsal does not know the intrinsic function {name} as a stack set's template uses it: "
                            + $"{function.ToJsonString(JsonText.Options)}"
                    )
                    : null;
        }
    }

    private string ResolveVariable(string name) =>
        name switch
        {
            "AWS::AccountId" => account,
            "AWS::Partition" => partition,
            "AWS::Region" => region,
            _ when resources.ContainsKey(name) => ReferenceOf(name),
            _ => throw new InvalidInputException(
                $"a stack set's template refers to \"{name}\", which is neither a resource of it nor AWS::AccountId, "
                    + "AWS::Partition or AWS::Region"
            ),
        };

    private string TypeOf(string logicalId) => resources[logicalId]!["Type"]!.GetValue<string>();

    private string NameOf(string logicalId)
    {
        var properties = resources[logicalId]!["Properties"];
        var declared =
            properties?["RoleName"]
            ?? properties?["QueueName"]
            ?? properties?["LogGroupName"]
            ?? properties?["BucketName"]
            ?? properties?["StateMachineName"]
            ?? properties?["Name"];
        return declared is null ? logicalId : Resolve(declared)!.GetValue<string>();
    }

    [GeneratedRegex(@"\$\{([^}!]+)\}")]
    private static partial Regex Substitution();
}
