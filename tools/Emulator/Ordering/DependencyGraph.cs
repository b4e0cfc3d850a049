using System.Collections.Frozen;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Ordering;

/// <summary>
/// What each resource of a stack waits for: what it names in its option <c>DependsOn</c>, its parent, and the resources whose
/// ids, names or ARNs are among its inputs. A component stands for all that is in it.
/// </summary>
internal sealed class DependencyGraph
{
    // What a resource is to be called; two of different kinds may be called the same.
    private const string OwnName = "name";
    private const string Bucket = "aws:s3/bucket:Bucket";

    private readonly FrozenDictionary<ResourceKey, IReadOnlySet<ResourceKey>> _before;

    /// <summary>Reads it from a stack whose resources are in the order in which they were made.</summary>
    public DependencyGraph(StackDeclaration stack)
    {
        var children = stack.Resources.ToLookup(resource => resource.Options.Parent, resource => resource.Key);
        List<DeclaredResource> earlier = [];
        var before = new Dictionary<ResourceKey, IReadOnlySet<ResourceKey>>();
        foreach (var resource in stack.Resources)
        {
            HashSet<ResourceKey> own =
            [
                .. resource.Options.DependsOn.SelectMany(key => WithChildren(key, children)),
                .. resource.Options.Parent is { } parent ? [parent] : Array.Empty<ResourceKey>(),
                // A policy may name what is made after it by a name that was fixed beforehand; that is no dependency.
                .. earlier.Where(other => Names(resource, other)).Select(other => other.Key),
            ];
            before[resource.Key] = own;
            earlier.Add(resource);
        }

        _before = before.ToFrozenDictionary();
    }

    /// <summary>What a resource waits for directly.</summary>
    public IReadOnlySet<ResourceKey> Before(ResourceKey key) => _before[key];

    /// <summary>What a resource waits for, directly or not.</summary>
    public IReadOnlySet<ResourceKey> AllBefore(ResourceKey key)
    {
        var seen = new HashSet<ResourceKey>();
        var left = new Stack<ResourceKey>(_before[key]);
        while (left.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                foreach (var further in _before[next])
                {
                    left.Push(further);
                }
            }
        }

        return seen;
    }

    /// <summary>
    /// The resources so that each comes before all it waits for, as they are taken away. Where that leaves a choice, by name
    /// from the last to the first, so that nothing is in order only because it was made in order.
    /// </summary>
    public IReadOnlyList<ResourceKey> LastToFirst()
    {
        var waiting = _before.Keys.ToDictionary(key => key, key => _before.Count(other => other.Value.Contains(key)));
        var free = new SortedSet<ResourceKey>(
            Comparer<ResourceKey>.Create((one, other) => string.CompareOrdinal($"{other.Name} {other.Type}", $"{one.Name} {one.Type}"))
        );
        free.UnionWith(waiting.Where(entry => entry.Value == 0).Select(entry => entry.Key));
        List<ResourceKey> ordered = [];
        while (free.Count > 0)
        {
            var next = free.Min;
            free.Remove(next);
            ordered.Add(next);
            foreach (var first in _before[next].Where(first => --waiting[first] == 0))
            {
                free.Add(first);
            }
        }

        return ordered.Count == _before.Count ? ordered : throw new InvalidOperationException("resources wait for each other in a circle");
    }

    private static IEnumerable<ResourceKey> WithChildren(ResourceKey key, ILookup<ResourceKey?, ResourceKey> children) =>
        key.Type.StartsWith("aws:", StringComparison.Ordinal)
            ? [key]
            : children[key].SelectMany(child => WithChildren(child, children)).Prepend(key);

    private static bool Names(DeclaredResource resource, DeclaredResource other)
    {
        var (named, borrowed) = (Named(resource), Named(other));
        // A setting, such as a bucket's policy, has the id of what it sets: who names that does not wait for the setting.
        return named.Any(text =>
            (text == other.Id && !borrowed.Contains(other.Id))
            || text == other.Text(OwnName)
            || (other.Arn is { } arn && text.Contains(arn, StringComparison.Ordinal))
        );
    }

    // All but what it is to be called itself.
    private static HashSet<string> Named(DeclaredResource resource) =>
        [
            .. resource
                .Inputs.Where(input => input.Key != OwnName && (resource.Type != Bucket || input.Key != "bucket"))
                .SelectMany(input => Texts(input.Value)),
        ];

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(entry => Texts(entry.Value)),
            JsonArray list => list.SelectMany(Texts),
            JsonValue value when value.TryGetValue<string>(out var text) => [text],
            _ => [],
        };
}
