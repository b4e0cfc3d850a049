using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Stack.Tests.Rehearsal;

/// <summary>One way to break the stack, and the message of the rehearsal about it.</summary>
/// <param name="Unmet">A sentence that must be among the unmet expectations.</param>
/// <param name="Scenario">The scenario that notices the fault; the advisory's scenario when absent.</param>
/// <param name="As">The attacker; the scenario's own attacker when absent.</param>
/// <param name="Remove">Resources that are not declared.</param>
/// <param name="Set">Inputs with another value, as <c>resource/input/…</c>; null leaves the input out.</param>
/// <param name="Replace">Replacements of texts among a resource's inputs, as <c>resource/input</c>.</param>
/// <param name="DropStatement">Statements left out of a policy, as <c>resource/input/Sid</c>.</param>
internal sealed record Mutation(
    string Unmet,
    string? Scenario = null,
    string? As = null,
    IReadOnlyList<string>? Remove = null,
    IReadOnlyDictionary<string, JsonNode?>? Set = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Replace = null,
    IReadOnlyList<string>? DropStatement = null
)
{
    /// <summary>Makes a copy of the stack with this change.</summary>
    public StackDeclaration Apply(StackDeclaration stack)
    {
        var resources = stack
            .Resources.Where(resource => !(Remove ?? []).Contains(resource.Title()))
            .Select(resource => resource with { Inputs = resource.Inputs.DeepClone().AsObject() })
            .ToList();
        Assert.Equal(stack.Resources.Count - (Remove?.Count ?? 0), resources.Count);
        var changed = stack with { Resources = resources };

        foreach (var (place, value) in Set ?? new Dictionary<string, JsonNode?>())
        {
            var (resource, input) = Split(place);
            Assert.True(changed.Find(resource).Inputs.Remove(input), place);
            if (value is not null)
            {
                changed.Find(resource).Inputs[input] = value.DeepClone();
            }
        }

        foreach (var (place, texts) in Replace ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            var (resource, input) = Split(place);
            var text = changed.Find(resource).Text(input)!;
            Assert.Contains(texts[0], text, StringComparison.Ordinal);
            changed.Find(resource).Inputs[input] = text.Replace(texts[0], texts[1], StringComparison.Ordinal);
        }

        foreach (var place in DropStatement ?? [])
        {
            var (policy, sid) = Split(place);
            var (resource, input) = Split(policy);
            var document = JsonNode.Parse(changed.Find(resource).Text(input)!)!;
            Assert.Equal(1, document["Statement"]!.AsArray().RemoveAll(statement => statement!["Sid"]!.GetValue<string>() == sid));
            changed.Find(resource).Inputs[input] = document.ToJsonString();
        }

        return changed;
    }

    private static (string Before, string Last) Split(string place)
    {
        var slash = place.LastIndexOf('/');
        return (place[..slash], place[(slash + 1)..]);
    }
}
