using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Tests.Faults;

/// <summary>One way to break the stack, and what notices the fault. Resources are named by short type and name.</summary>
/// <param name="Check">
/// The message of a check of the declaration, beginning with the check's name; null when no check has to notice the fault.
/// </param>
/// <param name="Rehearsal">The message of the rehearsal; null when it does not have to notice the fault.</param>
/// <param name="Emulator">The emulator's message when the stack is deployed there; null when it notices nothing.</param>
/// <param name="Set">Inputs with another value, as <c>resource/input/…</c>.</param>
/// <param name="Replace">Replacements of texts among a resource's inputs, as <c>resource/input/…</c>.</param>
/// <param name="Repeat">Texts that are appended to an input the given number of times, as <c>resource/input</c>.</param>
/// <param name="Forget">A resource, and the dependency that is removed from its option <c>DependsOn</c>.</param>
internal sealed record SeededFault(
    string? Check = null,
    string? Rehearsal = null,
    string? Emulator = null,
    IReadOnlyDictionary<string, JsonNode?>? Set = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Replace = null,
    IReadOnlyDictionary<string, Repetition>? Repeat = null,
    IReadOnlyList<string>? Forget = null
)
{
    /// <summary>Makes a copy of the stack with this fault.</summary>
    public StackDeclaration Apply(StackDeclaration stack)
    {
        var changes = 0;
        var resources = stack
            .Resources.Select(resource =>
            {
                var changed = resource with { Inputs = resource.Inputs.DeepClone().AsObject(), Options = WithoutDependency(resource) };
                changes += Apply(resource.Key, changed.Inputs) + (ReferenceEquals(changed.Options, resource.Options) ? 0 : 1);
                return changed;
            })
            .ToList();
        Assert.Equal((Set?.Count ?? 0) + (Replace?.Count ?? 0) + (Repeat?.Count ?? 0) + (Forget is null ? 0 : 1), changes);
        return stack with { Resources = resources };
    }

    /// <summary>
    /// Puts the fault into a resource that is about to be created, if the fault concerns it. Returns the number of changes.
    /// </summary>
    public int Apply(ResourceKey key, JsonObject inputs)
    {
        var changes = 0;
        foreach (var (place, value) in Of(Set, key))
        {
            var (parent, name) = At(inputs, place);
            parent[name] = value?.DeepClone();
            changes++;
        }

        foreach (var (place, texts) in Of(Replace, key))
        {
            var (parent, name) = At(inputs, place);
            Assert.Contains(texts[0], parent[name]!.GetValue<string>(), StringComparison.Ordinal);
            parent[name] = parent[name]!.GetValue<string>().Replace(texts[0], texts[1], StringComparison.Ordinal);
            changes++;
        }

        foreach (var (place, repetition) in Of(Repeat, key))
        {
            var (parent, name) = At(inputs, place);
            parent[name] = parent[name]!.GetValue<string>() + string.Concat(Enumerable.Repeat(repetition.Text, repetition.Times));
            changes++;
        }

        return changes;
    }

    private ResourceRelations WithoutDependency(DeclaredResource resource) =>
        Forget is [var who, var what] && Title(resource.Key) == who
            ? resource.Options with
            {
                DependsOn = [.. resource.Options.DependsOn.Where(key => Title(key) != what)],
            }
            : resource.Options;

    private static IEnumerable<(string[] Place, T Value)> Of<T>(IReadOnlyDictionary<string, T>? changes, ResourceKey key) =>
        (changes ?? new Dictionary<string, T>())
            .Where(change => change.Key.StartsWith($"{Title(key)}/", StringComparison.Ordinal))
            .Select(change => (change.Key[(Title(key).Length + 1)..].Split('/'), change.Value));

    private static (JsonObject Parent, string Name) At(JsonObject inputs, string[] place) =>
        (place[..^1].Aggregate(inputs, (node, part) => node[part]!.AsObject()), place[^1]);

    private static string Title(ResourceKey key) =>
        $"{(key.Type.StartsWith("aws:", StringComparison.Ordinal) ? key.Type["aws:".Length..key.Type.LastIndexOf(':')] : key.Type)}"
        + $" {key.Name}";
}

/// <summary>A text and how often it is repeated.</summary>
internal sealed record Repetition(string Text, int Times);
