using System.Text.Json;
using BedrockDefense.Alerts;
using BedrockDefense.Athena;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// Checks whether a stack can be made of a catalog's detections: what AWS would refuse of one detection, or of all together.
/// </summary>
public static class CatalogLimits
{
    /// <summary>The most rules of one event bus by default (EventBridge user guide, "Amazon EventBridge quotas").</summary>
    public const int RulesPerBus = 300;

    private const int Canaries = 1;

    /// <summary>Finds the reasons against a stack, each with its place in a file where it is known.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="detections">The detections, each with records that must fire it; no records where they are unknown.</param>
    /// <param name="folder">The folder of the detections, which is the place of faults about all of them.</param>
    public static IEnumerable<Fault> Faults(
        DefenseSettings settings,
        IReadOnlyList<(Catalog.Detection Detection, IReadOnlyList<JsonElement> Firing)> detections,
        SourceLocation folder
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(detections);
        var placeholders = Placeholders.Of(settings);
        var faults = new List<Fault>();
        var compiled = new List<CompiledDetection>();
        foreach (var (detection, firing) in detections)
        {
            var place = new SourceLocation(detection.Rule.File);
            Try(
                () =>
                {
                    var evaluator = new SigmaEvaluator(detection.Rule.Expand(placeholders.ByName));
                    if (firing.Count > 0 && !firing.Any(record => evaluator.Match(record).IsMatch))
                    {
                        faults.Add(
                            new Fault(
                                "no case that matches does so with the names of the sample configuration,"
                                    + " so that no alert of it could be shown;"
                                    + " write one with the names that this program gives",
                                place
                            )
                        );
                    }

                    compiled.Add(DetectionPatterns.Compile(detection, placeholders.ByName, DetectionPatterns.RegionsOf(settings)));
                },
                place
            );
        }

        if (faults.Count > 0 || compiled is [])
        {
            return faults.Distinct();
        }

        Try(() => _ = AthenaCompiler.Compile([.. compiled.Select(one => one.Detection with { Rule = one.Rule })]), folder);
        Try(
            () =>
            {
                var rules =
                    DetectionPatterns.Of(settings, [.. compiled]).People.All.Sum(alert => alert.Rules.Count)
                    + NoticePatterns.Of(settings).Length
                    + settings.Regions.Length
                    + Canaries;
                if (rules > RulesPerBus)
                {
                    faults.Add(new Fault($"all detections come to {rules} rules of the central bus, which takes {RulesPerBus}", folder));
                }
            },
            folder
        );
        return faults.Distinct();

        void Try(Action make, SourceLocation place)
        {
            try
            {
                make();
            }
            catch (InvalidInputException exception)
            {
                faults.AddRange(exception.Faults.Select(fault => fault with { Location = fault.Location ?? place }));
            }
        }
    }
}
