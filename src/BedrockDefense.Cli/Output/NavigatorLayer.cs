using BedrockDefense.Catalog;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Techniques;

namespace BedrockDefense.Cli.Output;

/// <summary>
/// A layer of the ATT&amp;CK Navigator, format 4.5 (layers/spec/v4.5/layerformat.md of mitre-attack/attack-navigator), or of the ATLAS
/// Navigator, which is made of it: what rehearsals showed of each technique.
/// </summary>
internal static class NavigatorLayer
{
    /// <summary>The name of the format for the ATT&amp;CK Navigator.</summary>
    public const string Attack = "navigator";

    /// <summary>The name of the format for the ATLAS Navigator.</summary>
    public const string Atlas = "navigator-atlas";

    // The domain in the layers that MITRE publishes (mitre-atlas/atlas-navigator-data, dist/default-navigator-layers).
    private const string AtlasDomain = "atlas-atlas";

    private static readonly Shade Prevented = new("#8ec843", 100, "prevented in every rehearsed step");
    private static readonly Shade Detected = new("#c9e7a3", 75, "detected or prevented in every rehearsed step");
    private static readonly Shade Partly = new("#ffe766", 50, "neither in some rehearsed steps");
    private static readonly Shade Missed = new("#ff6666", 0, "neither prevented nor detected");

    private static readonly Shade[] Shades = [Prevented, Detected, Partly, Missed];

    /// <summary>Returns the layer of rehearsals.</summary>
    /// <param name="reports">The reports of the rehearsals.</param>
    /// <param name="format"><see cref="Attack"/> or <see cref="Atlas"/>.</param>
    public static object Of(IReadOnlyList<RehearsalReport> reports, string format) =>
        Of(
            reports,
            TechniqueResults.Of(reports, Detection.All, format == Atlas ? AtlasMatrix.TechniquesOf : AttackMatrix.TechniquesOf),
            format
        );

    /// <summary>Returns the layer.</summary>
    /// <param name="reports">The reports of the rehearsals.</param>
    /// <param name="results">What they showed of the techniques.</param>
    /// <param name="format"><see cref="Attack"/> or <see cref="Atlas"/>.</param>
    public static object Of(IReadOnlyList<RehearsalReport> reports, IReadOnlyList<TechniqueResult> results, string format) =>
        new
        {
            Name = "BedrockDefense rehearsal",
            Versions = Versions(format),
            Domain = format == Atlas ? AtlasDomain : "enterprise-attack",
            Description = $"What bedrock-defense {CommandLine.Version} rehearsed: "
                + $"{reports.Count} scenarios, {reports.Count(report => report.IsMet)} of them as expected. "
                + "A technique without a color is one that detections look for and no step made with these settings.",
            Sorting = 0,
            Layout = new
            {
                Layout = "side",
                ShowID = true,
                ShowName = true,
                ExpandedSubtechniques = "annotated",
            },
            HideDisabled = false,
            Techniques = results.Select(TechniqueOf).ToList(),
            Gradient = new
            {
                Colors = (string[])[Missed.Color, Partly.Color, Prevented.Color],
                MinValue = Missed.Score,
                MaxValue = Prevented.Score,
            },
            LegendItems = Shades.Select(shade => new { shade.Label, shade.Color }).ToList(),
            Metadata = (object[])
                [
                    new { Name = "scenarios", Value = VisibleText.Of(string.Join(", ", reports.Select(report => report.Scenario))) },
                    .. format == Atlas ? [new { Name = "atlas_data_version", Value = AtlasMatrix.Version }] : (object[])[],
                ],
        };

    // The version of a matrix in this place is one of ATT&CK. MITRE's own layers of ATLAS have theirs in the metadata.
    private static Dictionary<string, string> Versions(string format) =>
        format == Atlas
            ? new() { ["navigator"] = "4.9.0", ["layer"] = "4.5" }
            : new()
            {
                ["attack"] = AttackMatrix.Version,
                ["navigator"] = "4.9.0",
                ["layer"] = "4.5",
            };

    // A member that is null must not be written: the Navigator expects a number or a text.
    private static Dictionary<string, object> TechniqueOf(TechniqueResult result)
    {
        List<string> lines = [.. result.Evidence.Select(step => VisibleText.Of($"{step}"))];
        var node = new Dictionary<string, object> { ["techniqueID"] = result.Technique.Id, ["enabled"] = true };
        if (ShadeOf(result) is { } shade)
        {
            node["score"] = shade.Score;
            node["color"] = shade.Color;
        }
        else
        {
            lines.Insert(0, $"Not rehearsed with these settings. Detections: {string.Join(", ", result.Detections)}.");
        }

        node["comment"] = string.Join('\n', lines);
        return node;
    }

    private static Shade? ShadeOf(TechniqueResult result) =>
        result.Outcome switch
        {
            TechniqueOutcome.Prevented => Prevented,
            TechniqueOutcome.Detected => Detected,
            TechniqueOutcome.Missed => result.Evidence.Any(step =>
                step is { HasOtherSettings: false, Outcome: not TechniqueOutcome.Missed }
            )
                ? Partly
                : Missed,
            _ => null,
        };

    private sealed record Shade(string Color, int Score, string Label);
}
