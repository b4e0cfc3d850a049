using BedrockDefense.Catalog;

namespace BedrockDefense.Stack.Rehearsal.Techniques;

/// <summary>The techniques of MITRE ATT&amp;CK that the detections of the catalog are tagged with.</summary>
public static class AttackTechnique
{
    /// <summary>The version of ATT&amp;CK that the ids are of.</summary>
    public const string Version = "19";

    private const string Tag = "attack.t";

    // Version 19 replaced T1562 (Impair Defenses) by T1685. The rules have both tags, for tools that know older versions only.
    private const string Replaced = "T1562";

    /// <summary>The ids of all techniques, such as <c>T1685.002</c>, in order.</summary>
    public static IReadOnlyList<string> OfCatalog { get; } = [.. Detection.All.SelectMany(Of).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Returns the techniques of a detection.</summary>
    public static IEnumerable<string> Of(Detection detection)
    {
        ArgumentNullException.ThrowIfNull(detection);
        return detection
            .Rule.Tags.Where(tag => tag.StartsWith(Tag, StringComparison.Ordinal) && char.IsAsciiDigit(tag[^1]))
            .Select(tag => tag[(Tag.Length - 1)..].ToUpperInvariant())
            .Where(technique => technique.Split('.')[0] != Replaced);
    }

    /// <summary>Returns the ids of the detections of a technique.</summary>
    public static IEnumerable<string> Detections(string technique) =>
        Detection.All.Where(detection => Of(detection).Contains(technique)).Select(detection => detection.Id);
}
