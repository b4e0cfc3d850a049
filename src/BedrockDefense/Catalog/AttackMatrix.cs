using System.Text.RegularExpressions;
using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>
/// The part of MITRE ATT&amp;CK for enterprises that the catalog uses, of <c>policies/attack.json</c>. Its ids, names and tactics are
/// those of the published STIX data of that version.
/// </summary>
public static partial class AttackMatrix
{
    private const string Tag = "attack.";

    private static readonly MatrixFile File = MatrixFile.Load("attack.json");

    private static readonly Dictionary<string, AttackTechnique> Known = File.ById();

    /// <summary>The version of ATT&amp;CK, such as <c>19</c>.</summary>
    public static string Version => File.Version;

    /// <summary>Every tactic, in the order of the matrix.</summary>
    public static IReadOnlyList<AttackTactic> Tactics => File.Tactics;

    /// <summary>
    /// Returns the techniques that a rule is tagged with, each once, in the order of the tags. A tag of an earlier version is read as
    /// the technique that replaced it.
    /// </summary>
    /// <param name="rule">A rule or a correlation, of the catalog or of a user.</param>
    public static IReadOnlyList<AttackTechnique> TechniquesOf(SigmaDocument rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return
        [
            .. rule
                .Tags.Where(tag => TechniqueTag().IsMatch(tag))
                .Select(tag => tag[Tag.Length..].ToUpperInvariant())
                .Select(id => File.Replaced.GetValueOrDefault(id, id))
                .Distinct()
                .Select(id => Known.GetValueOrDefault(id) ?? new AttackTechnique(id, Name: null, Tactics: [])),
        ];
    }

    /// <summary>Returns the tactics that a rule is tagged with, in the order of the matrix.</summary>
    /// <param name="rule">A rule or a correlation, of the catalog or of a user.</param>
    public static IReadOnlyList<AttackTactic> TacticsOf(SigmaDocument rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return [.. File.Tactics.Where(tactic => rule.Tags.Contains(Tag + tactic.ShortName))];
    }

    [GeneratedRegex(@"^attack\.t[0-9]{4}(\.[0-9]{3})?\z")]
    private static partial Regex TechniqueTag();
}
