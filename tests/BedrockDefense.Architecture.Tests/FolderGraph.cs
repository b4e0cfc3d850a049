using NetArchTest.Rules;

namespace BedrockDefense.Architecture.Tests;

/// <summary>The uses between neighbouring folders, with the types that use the other folder.</summary>
/// <remarks>
/// A folder is a namespace with all below it. Its own files may use its subfolders, and these may use its own files (its
/// model); folders beside one another may use one another in one direction only, also by way of others.
/// </remarks>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, Dictionary<string, List<string>>> _uses = [];

    private FolderGraph(Types types, string parent, IReadOnlyList<string> folders)
    {
        foreach (var folder in folders)
        {
            _uses[folder] = folders
                .Where(other => other != folder)
                .Select(other => (other, Users: Users(types, $"{parent}.{folder}", $"{parent}.{other}")))
                .Where(use => use.Users.Count > 0)
                .ToDictionary(use => use.other, use => use.Users);
        }
    }

    /// <summary>
    /// Finds a circle for each pair of folders that reach one another, anywhere below a namespace. Each circle comes with its types.
    /// </summary>
    public static IReadOnlyList<string> Circles(Types types, string root) => [.. Graphs(types, root).SelectMany(graph => graph.Circles())];

    /// <summary>Finds the neighbouring folders that a folder of this namespace uses, each with the types that use it.</summary>
    public static IReadOnlyList<string> UsesOf(Types types, string parent, string folder) =>
        [
            .. new FolderGraph(types, parent, Folders(types, parent))
                ._uses[folder]
                .Select(use => $"{use.Key} ({string.Join(", ", use.Value)})"),
        ];

    private static IEnumerable<FolderGraph> Graphs(Types types, string parent)
    {
        var folders = Folders(types, parent);
        return [new FolderGraph(types, parent, folders), .. folders.SelectMany(folder => Graphs(types, $"{parent}.{folder}"))];
    }

    private static List<string> Folders(Types types, string parent) =>
        [
            .. types
                .GetTypes()
                .Select(type => type.ReflectionType?.Namespace ?? "")
                .Where(name => name.StartsWith(parent + ".", StringComparison.Ordinal))
                .Select(name => name[(parent.Length + 1)..].Split('.')[0])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static List<string> Users(Types types, string folder, string used) =>
        [
            .. types
                .That()
                .ResideInNamespaceMatching($@"^{folder.Replace(".", @"\.", StringComparison.Ordinal)}(\.|$)")
                .And()
                .HaveDependencyOnAny(used)
                .GetTypes()
                .Select(type => type.FullName.Split('.')[^1])
                .Order(StringComparer.Ordinal),
        ];

    private IEnumerable<string> Circles() =>
        from folder in _uses.Keys
        from other in _uses[folder].Keys
        let back = ShortestPath(other, folder)
        where back is not null
        // Each circle is reported once, starting with the folder that is first in the alphabet.
        where back.All(step => string.CompareOrdinal(folder, step) <= 0)
        select string.Join(
            " -> ",
            new[] { folder }.Concat(back).Zip(back, (user, used) => $"{user} ({string.Join(", ", _uses[user][used])})")
        ) + $" -> {folder}";

    // Finds the shortest path from one folder to another, both included.
    private List<string>? ShortestPath(string from, string to)
    {
        var seen = new HashSet<string> { from };
        var ways = new Queue<List<string>>([
            [from],
        ]);
        while (ways.TryDequeue(out var way))
        {
            if (way[^1] == to)
            {
                return way;
            }

            foreach (var next in _uses[way[^1]].Keys.Where(seen.Add))
            {
                ways.Enqueue([.. way, next]);
            }
        }

        return null;
    }
}
