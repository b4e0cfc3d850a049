using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Rehearsal.Techniques;

namespace BedrockDefense.Cli.Output;

/// <summary>
/// A layer of the ATT&amp;CK Navigator, format 4.5 (layers/spec/v4.5/layerformat.md of mitre-attack/attack-navigator): what the rehearsal
/// showed of each technique.
/// </summary>
internal static class NavigatorLayer
{
    private const string Green = "#8ec843";
    private const string Amber = "#ffe766";
    private const string Red = "#ff6666";

    private static readonly (TechniqueOutcome Outcome, string Color, int Score, string Label)[] Legend =
    [
        (TechniqueOutcome.Shown, Green, 100, "prevented or detected in every rehearsed step"),
        (TechniqueOutcome.Partly, Amber, 50, "prevented or detected in part"),
        (TechniqueOutcome.Neither, Red, 0, "neither prevented nor detected in a rehearsed step"),
    ];

    /// <summary>Returns the layer.</summary>
    /// <param name="reports">The reports of the scenarios that were played.</param>
    /// <param name="steps">What their steps showed of techniques.</param>
    public static object Of(IReadOnlyList<RehearsalReport> reports, IReadOnlyList<TechniqueStep> steps) =>
        new
        {
            Name = "BedrockDefense rehearsal",
            Versions = new
            {
                Attack = AttackTechnique.Version,
                Navigator = "4.9.0",
                Layer = "4.5",
            },
            Domain = "enterprise-attack",
            Description = $"What bedrock-defense {CommandLine.Version} rehearsed: "
                + $"{reports.Count} scenarios, {reports.Count(report => report.IsMet)} of them as expected. "
                + "A technique without a color is one that a detection looks for and no step played with these settings.",
            Sorting = 0,
            Layout = new
            {
                Layout = "side",
                ShowID = true,
                ShowName = true,
                ExpandedSubtechniques = "annotated",
            },
            HideDisabled = false,
            Techniques = AttackTechnique.OfCatalog.Select(technique => Technique(technique, steps)).ToList(),
            Gradient = new
            {
                Colors = (string[])[Red, Amber, Green],
                MinValue = 0,
                MaxValue = 100,
            },
            LegendItems = Legend.Select(one => new { one.Label, one.Color }).ToList(),
            Metadata = (object[])
                [new { Name = "scenarios", Value = VisibleText.Of(string.Join(", ", reports.Select(report => report.Scenario))) }],
        };

    // A member that is null must not be written: the Navigator expects a number or a text.
    private static Dictionary<string, object> Technique(string technique, IReadOnlyList<TechniqueStep> all)
    {
        // The worst steps come first, since they are why the color is what it is. The outcomes are in the order from good to bad.
        List<TechniqueStep> steps =
        [
            .. all.Where(step => step.Technique == technique).OrderBy(step => step.HasOtherSettings).ThenByDescending(step => step.Outcome),
        ];
        List<string> lines = [.. steps.Select(step => VisibleText.Of($"{step}"))];
        var node = new Dictionary<string, object> { ["techniqueID"] = technique, ["enabled"] = true };
        if (steps.Find(step => !step.HasOtherSettings) is { } worst)
        {
            var legend = Legend.Single(one => one.Outcome == worst.Outcome);
            node["score"] = legend.Score;
            node["color"] = legend.Color;
        }
        else
        {
            lines.Insert(0, $"Not rehearsed with these settings. Detections: {string.Join(", ", AttackTechnique.Detections(technique))}.");
        }

        node["comment"] = string.Join('\n', lines);
        return node;
    }
}
