using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Lint;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Checks;

/// <summary>
/// Checks the documents among the inputs. Policies must be valid for AWS, with actions that IAM knows. Definitions of state machines and
/// templates of stack sets must be JSON. A template may refer only to what is in it.
/// </summary>
internal static class DocumentCheck
{
    private const string Documents = "documents";
    private const string Actions = "actions";
    private const string PseudoParameters = "AWS::";

    /// <summary>Finds the faults of a stack's documents.</summary>
    public static IEnumerable<CheckFinding> Of(StackDeclaration stack) =>
        stack.Resources.SelectMany(resource =>
            new[]
            {
                Policy(resource, "policy", resource.Type == "aws:iam/rolePolicy:RolePolicy" ? PolicyKind.Identity : PolicyKind.Resource),
                Policy(resource, "assumeRolePolicy", PolicyKind.Resource),
                Policy(resource, "content", PolicyKind.ServiceControl),
                Definition(resource),
                Template(resource),
            }.SelectMany(findings => findings)
        );

    private static IEnumerable<CheckFinding> Policy(DeclaredResource resource, string input, PolicyKind kind)
    {
        if (resource.Text(input) is not { } json)
        {
            return [];
        }

        try
        {
            return PolicyReader
                .Parse(json, input, kind)
                .Statements.SelectMany(statement => statement.Actions.Concat(statement.NotActions))
                .Select(ActionNames.FaultOf)
                .OfType<string>()
                .Distinct()
                .Select(fault => Finding(Actions, resource, fault));
        }
        catch (InvalidInputException exception)
        {
            return exception.Faults.Select(fault => Finding(Documents, resource, fault.ToString()));
        }
    }

    private static IEnumerable<CheckFinding> Definition(DeclaredResource resource) =>
        resource.Text("definition") is { } definition && Fault(definition) is { } fault
            ? [Finding(Documents, resource, $"definition: {fault}")]
            : [];

    private static IEnumerable<CheckFinding> Template(DeclaredResource resource)
    {
        if (resource.Text("templateBody") is not { } body)
        {
            return [];
        }

        if (Fault(body) is { } fault)
        {
            return [Finding(Documents, resource, $"templateBody: {fault}")];
        }

        var template = JsonNode.Parse(body)!.AsObject();
        var resources = template["Resources"]!.AsObject();
        return References(template)
            .Where(name => !name.StartsWith(PseudoParameters, StringComparison.Ordinal) && !resources.ContainsKey(name))
            .Select(name => Finding(Documents, resource, $"templateBody: there is no resource {name}"))
            .Concat(
                resources
                    .SelectMany(one => Policies(one.Value))
                    .SelectMany(ActionsOf)
                    .Select(ActionNames.FaultOf)
                    .OfType<string>()
                    .Distinct()
                    .Select(one => Finding(Actions, resource, one))
            );
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject { Count: 1 } map when map["Ref"] is JsonValue name => [name.GetValue<string>()],
            JsonObject { Count: 1 } map when map["Fn::GetAtt"] is JsonArray path => [path[0]!.GetValue<string>()],
            JsonObject map => map.SelectMany(entry => entry.Key == "DependsOn" ? Texts(entry.Value) : References(entry.Value)),
            JsonArray list => list.SelectMany(References),
            _ => [],
        };

    private static IEnumerable<JsonNode?> Policies(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(entry =>
                entry.Key is "PolicyDocument" or "AssumeRolePolicyDocument" ? [entry.Value] : Policies(entry.Value)
            ),
            JsonArray list => list.SelectMany(Policies),
            _ => [],
        };

    private static IEnumerable<string> ActionsOf(JsonNode? policy) =>
        policy!["Statement"]!.AsArray().SelectMany(statement => Texts(statement!["Action"]).Concat(Texts(statement["NotAction"])));

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonArray list => list.Select(item => item!.GetValue<string>()),
            JsonValue value => [value.GetValue<string>()],
            _ => [],
        };

    private static string? Fault(string json)
    {
        try
        {
            JsonDocument.Parse(json).Dispose();
            return null;
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }

    private static CheckFinding Finding(string check, DeclaredResource resource, string fault) =>
        new(check, $"{resource.Type} {resource.Name}", fault);
}
