using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>What a principal may do according to one policy of the stack, or to all guardrails together.</summary>
/// <param name="Policy">A resource such as <c>sns/topicPolicy bedrock-defense-high</c>, or <c>guardrails</c>.</param>
/// <param name="Caller">The principal: an ARN, or a service.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Allowed">Whether it is allowed.</param>
/// <param name="Kind">The kind of the policy.</param>
/// <param name="Input">The input that holds the policy; parts after a slash lead into JSON text.</param>
/// <param name="Context">Condition keys.</param>
internal sealed record PolicyCase(
    string Policy,
    string Caller,
    string Action,
    string Resource,
    bool Allowed,
    string? Kind = null,
    string? Input = null,
    IReadOnlyDictionary<string, string>? Context = null
)
{
    public Verdict Judge(StackDeclaration stack)
    {
        var request = RequestContext.Create(
            Caller,
            Action,
            Resource,
            Context?.Select(key => KeyValuePair.Create<string, IReadOnlyList<string>>(key.Key, [key.Value]))
        );
        return Policy == "guardrails"
            ? ScpEvaluator.Evaluate([new ScpLevel("root", [PolicyDocument.FullAwsAccess, .. stack.Guardrails()])], request)
            : PolicyReader.Parse(Text(stack), Policy, Enum.Parse<PolicyKind>(Kind ?? "resource", ignoreCase: true)).Evaluate(request);
    }

    private string Text(StackDeclaration stack)
    {
        var parts = (Input ?? "policy").Split('/');
        var text = stack.Find(Policy).Text(parts[0])!;
        return parts.Length == 1
            ? text
            : parts
                .Skip(1)
                .Aggregate(JsonNode.Parse(text)!, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!)
                .ToJsonString(JsonText.Options);
    }
}
