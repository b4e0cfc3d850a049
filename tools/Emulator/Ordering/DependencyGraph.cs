using System.Collections.Frozen;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Ordering;

/// <summary>
/// The dependencies of each resource of a stack: the resources in its option <c>DependsOn</c>, its parent, and the resources whose ids,
/// names or ARNs are among its inputs. A component stands for all resources in it.
/// </summary>
internal sealed class DependencyGraph
{
    // The input with a resource's own name. Two resources of different kinds may have the same name.
    private const string OwnName = "name";
    private const string Bucket = "aws:s3/bucket:Bucket";

    private readonly FrozenDictionary<ResourceKey, IReadOnlySet<ResourceKey>> _dependencies;

    /// <summary>Builds the graph of a stack whose resources are in the order of their creation.</summary>
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
                // A policy may name a resource that is created later by its fixed name. That is no dependency.
                .. earlier.Where(other => Names(resource, other)).Select(other => other.Key),
            ];
            before[resource.Key] = own;
            earlier.Add(resource);
        }

        _dependencies = before.ToFrozenDictionary();
    }

    /// <summary>Gives the direct dependencies of a resource.</summary>
    public IReadOnlySet<ResourceKey> DependenciesOf(ResourceKey key) => _dependencies[key];

    /// <summary>Gives all dependencies of a resource, direct or not.</summary>
    public IReadOnlySet<ResourceKey> AllDependenciesOf(ResourceKey key)
    {
        var seen = new HashSet<ResourceKey>();
        var left = new Stack<ResourceKey>(_dependencies[key]);
        while (left.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                foreach (var further in _dependencies[next])
                {
                    left.Push(further);
                }
            }
        }

        return seen;
    }

    /// <summary>
    /// Orders the resources for deletion: each resource comes before its dependencies. Where several orders are possible, the names decide,
    /// from the last to the first. So the order never depends on the order of creation.
    /// </summary>
    public IReadOnlyList<ResourceKey> DeletionOrder()
    {
        var waiting = _dependencies.Keys.ToDictionary(key => key, key => _dependencies.Count(other => other.Value.Contains(key)));
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
            foreach (var first in _dependencies[next].Where(first => --waiting[first] == 0))
            {
                free.Add(first);
            }
        }

        return ordered.Count == _dependencies.Count
            ? ordered
            : throw new InvalidOperationException("resources wait for each other in a circle");
    }

    private static IEnumerable<ResourceKey> WithChildren(ResourceKey key, ILookup<ResourceKey?, ResourceKey> children) =>
        key.Type.StartsWith("aws:", StringComparison.Ordinal)
            ? [key]
            : children[key].SelectMany(child => WithChildren(child, children)).Prepend(key);

    private static bool Names(DeclaredResource resource, DeclaredResource other)
    {
        var (named, borrowed) = (NamesIn(resource), NamesIn(other));
        // A setting, such as a bucket's policy, has the same id as its subject. A resource that names this id depends on the subject, not
        // on the setting.
        return named.Any(text =>
            (text == other.Id && !borrowed.Contains(other.Id))
            || text == other.Text(OwnName)
            || (other.Arn is { } arn && text.Contains(arn, StringComparison.Ordinal))
        );
    }

    // The resource's own name is not among these texts.
    private static HashSet<string> NamesIn(DeclaredResource resource) =>
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
