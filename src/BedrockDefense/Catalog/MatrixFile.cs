using System.Text.Json;

namespace BedrockDefense.Catalog;

/// <summary>A document of <c>policies/</c> with tactics and techniques as MITRE publishes them.</summary>
/// <param name="Version">The version of the matrix.</param>
/// <param name="Tactics">The tactics, in the order of the matrix.</param>
/// <param name="Techniques">The techniques.</param>
internal sealed record MatrixFile(string Version, IReadOnlyList<AttackTactic> Tactics, IReadOnlyList<MatrixTechnique> Techniques)
{
    /// <summary>The ids of an earlier version, each with the id that replaced it.</summary>
    public IReadOnlyDictionary<string, string> Replaced { get; init; } = new Dictionary<string, string>();

    /// <summary>Loads an embedded document.</summary>
    public static MatrixFile Load(string name) =>
        JsonSerializer.Deserialize<MatrixFile>(CatalogFiles.Find(name)!, JsonSerializerOptions.Web)!;

    /// <summary>Returns the techniques by their ids, each with its tactics.</summary>
    public Dictionary<string, AttackTechnique> ById() =>
        Techniques.ToDictionary(
            one => one.Id,
            one => new AttackTechnique(one.Id, one.Name, [.. Tactics.Where(tactic => one.Tactics.Contains(tactic.Id))])
        );
}

/// <summary>A technique in such a document.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="Tactics">The ids of the tactics.</param>
internal sealed record MatrixTechnique(string Id, string Name, IReadOnlyList<string> Tactics);
