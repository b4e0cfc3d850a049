using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting.Ocsf;

/// <summary>
/// Writes the tactics and techniques of MITRE ATT&amp;CK and ATLAS that a rule is tagged with, a pair of both in each object. The object
/// is for both (OCSF since 1.5, "attack"); its version tells which matrix it is of.
/// </summary>
internal static class OcsfAttacks
{
    public static void Write(Utf8JsonWriter json, SigmaDocument rule)
    {
        List<(string Version, AttackTactic? Tactic, AttackTechnique? Technique)> attacks =
        [
            .. PairsOf(AttackMatrix.TechniquesOf(rule), AttackMatrix.TacticsOf(rule))
                .Select(pair => (AttackMatrix.Version, pair.Tactic, pair.Technique)),
            .. PairsOf(AtlasMatrix.TechniquesOf(rule), []).Select(pair => (AtlasMatrix.Version, pair.Tactic, pair.Technique)),
        ];
        if (attacks is [])
        {
            return;
        }

        json.WriteStartArray("attacks");
        foreach (var (version, tactic, technique) in attacks)
        {
            json.WriteStartObject();
            json.WriteString("version", version);
            if (tactic is not null)
            {
                WriteEntity(json, "tactic", tactic.Id, tactic.Name);
            }

            if (technique is not null)
            {
                WriteTechnique(json, technique);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<(AttackTactic? Tactic, AttackTechnique? Technique)> PairsOf(
        IReadOnlyList<AttackTechnique> techniques,
        IReadOnlyList<AttackTactic> tactics
    )
    {
        List<(AttackTactic? Tactic, AttackTechnique? Technique)> pairs =
        [
            .. techniques.SelectMany(technique => TacticsOf(technique, tactics).Select(tactic => (tactic, (AttackTechnique?)technique))),
        ];

        // A tactic that no technique of the rule serves stands alone.
        var alone = tactics.Where(tactic => !pairs.Exists(pair => pair.Tactic == tactic));
        return pairs.Concat(alone.Select(tactic => ((AttackTactic?)tactic, (AttackTechnique?)null)));
    }

    // A technique may serve several tactics. Those that the rule names are meant; when it names none of them, any may be.
    private static IEnumerable<AttackTactic?> TacticsOf(AttackTechnique technique, IReadOnlyList<AttackTactic> named)
    {
        AttackTactic?[] meant = [.. technique.Tactics.Where(named.Contains)];
        return meant is not [] ? meant : technique.Tactics.DefaultIfEmpty<AttackTactic?>(null);
    }

    private static void WriteTechnique(Utf8JsonWriter json, AttackTechnique technique)
    {
        if (technique.ParentId is { } parent)
        {
            WriteEntity(json, "technique", parent, name: null);
            WriteEntity(json, "sub_technique", technique.Id, technique.Name);
        }
        else
        {
            WriteEntity(json, "technique", technique.Id, technique.Name);
        }
    }

    private static void WriteEntity(Utf8JsonWriter json, string member, string id, string? name)
    {
        json.WriteStartObject(member);
        json.WriteString("uid", id);
        OcsfMember.Text(json, "name", name);
        json.WriteEndObject();
    }
}
