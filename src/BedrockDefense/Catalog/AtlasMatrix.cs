using System.Text.RegularExpressions;
using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>
/// MITRE ATLAS, the matrix of attacks on AI systems, of <c>policies/atlas.json</c>. Its ids, names and tactics are those of
/// <c>dist/ATLAS.yaml</c> of mitre-atlas/atlas-data; a part of a technique has the tactics of the technique.
/// </summary>
/// <remarks>
/// A rule is tagged with <c>atlas.aml.t0040</c> or <c>atlas.aml.t0091.000</c>. Sigma's appendix of tags has no namespace for ATLAS, and its
/// schema allows further ones. This one is usual.
/// </remarks>
public static partial class AtlasMatrix
{
    /// <summary>How a tag of ATLAS begins.</summary>
    public const string Tag = "atlas.";

    private static readonly MatrixFile File = MatrixFile.Load("atlas.json");

    private static readonly Dictionary<string, AttackTechnique> Known = File.ById();

    /// <summary>The version of ATLAS, such as <c>5.6.0</c>.</summary>
    public static string Version => File.Version;

    /// <summary>Returns the techniques that a rule is tagged with, each once, in the order of the tags.</summary>
    /// <param name="rule">A rule or a correlation, of the catalog or of a user.</param>
    public static IReadOnlyList<AttackTechnique> TechniquesOf(SigmaDocument rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return
        [
            .. rule
                .Tags.Where(tag => TechniqueTag().IsMatch(tag))
                .Select(IdOf)
                .Distinct()
                .Select(id => Known.GetValueOrDefault(id) ?? new AttackTechnique(id, Name: null, Tactics: [])),
        ];
    }

    /// <summary>Whether a tag that begins with <see cref="Tag"/> names a technique of ATLAS.</summary>
    public static bool IsTechnique(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return TechniqueTag().IsMatch(tag) && Known.ContainsKey(IdOf(tag));
    }

    private static string IdOf(string tag) => tag[Tag.Length..].ToUpperInvariant();

    [GeneratedRegex(@"^atlas\.aml\.t[0-9]{4}(\.[0-9]{3})?\z")]
    private static partial Regex TechniqueTag();
}
