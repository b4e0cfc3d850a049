using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Testing.Rendering;

/// <summary>Finds things in a rendered stack by short names.</summary>
public static class Declarations
{
    /// <summary>Finds the resource with a name such as <c>sns/topic bedrock-defense-high</c>.</summary>
    public static DeclaredResource Find(this StackDeclaration stack, string title) =>
        stack.Resources.SingleOrDefault(resource => resource.Title() == title)
        ?? throw new InvalidOperationException($"the stack declares no \"{title}\"");

    /// <summary>Finds the resources of a short type such as <c>sns/topic</c>.</summary>
    public static IReadOnlyList<DeclaredResource> All(this StackDeclaration stack, string type) =>
        [.. stack.Resources.Where(resource => ShortType(resource.Type) == type)];

    /// <summary>Gives a resource's short type and name.</summary>
    public static string Title(this DeclaredResource resource) => Title(resource.Key);

    /// <summary>Gives a resource's short type and name.</summary>
    public static string Title(this ResourceKey key) => $"{ShortType(key.Type)} {key.Name}";

    /// <summary>Finds the titles of everything that a resource depends on explicitly, directly or not.</summary>
    public static IReadOnlySet<string> Before(this StackDeclaration stack, DeclaredResource resource)
    {
        var seen = new HashSet<ResourceKey>();
        var left = new Stack<ResourceKey>(resource.Options.DependsOn);
        while (left.TryPop(out var key))
        {
            if (seen.Add(key))
            {
                foreach (var next in stack.Resources.Single(candidate => candidate.Key == key).Options.DependsOn)
                {
                    left.Push(next);
                }
            }
        }

        return seen.Select(key => key.Title()).ToHashSet();
    }

    /// <summary>Reads a policy among the inputs.</summary>
    public static PolicyDocument Policy(this DeclaredResource resource, string input, PolicyKind kind) =>
        PolicyReader.Parse(resource.Text(input)!, resource.Title(), kind);

    /// <summary>Finds the service control policies, attached or not.</summary>
    public static IEnumerable<PolicyDocument> Guardrails(this StackDeclaration stack) =>
        stack.All("organizations/policy").Select(policy => policy.Policy("content", PolicyKind.ServiceControl));

    /// <summary>Reads the statements of a policy among the inputs.</summary>
    public static IReadOnlyList<JsonObject> Statements(this DeclaredResource resource, string input) =>
        [.. JsonNode.Parse(resource.Text(input)!)!["Statement"]!.AsArray().Select(statement => statement!.AsObject())];

    /// <summary>Finds every text among the inputs, at any depth.</summary>
    public static IEnumerable<string> Texts(this DeclaredResource resource) => Texts(resource.Inputs);

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(entry => Texts(entry.Value)),
            JsonArray list => list.SelectMany(Texts),
            JsonValue value when value.TryGetValue<string>(out var text) => [text],
            _ => [],
        };

    private static string ShortType(string type) =>
        type.StartsWith("aws:", StringComparison.Ordinal) ? type["aws:".Length..type.LastIndexOf(':')] : type;
}
