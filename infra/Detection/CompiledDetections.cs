using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// The catalog as a configuration fills it, compiled. Nothing is declared yet, so that patterns which EventBridge
/// would not take end the program before it has touched anything.
/// </summary>
/// <param name="All">The detections, in the order of their ids.</param>
/// <param name="People">How people are told of them.</param>
internal sealed record CompiledDetections(ImmutableArray<CompiledDetection> All, PeopleAlerts People)
{
    /// <summary>Compiles all.</summary>
    /// <exception cref="InvalidInputException">EventBridge cannot hold them.</exception>
    public static CompiledDetections Of(DefenseSettings settings)
    {
        var placeholders = Placeholders.Of(settings);
        ImmutableArray<CompiledDetection> all = [.. Catalog.Detection.All.Select(detection => Compile(detection, placeholders))];
        CompiledPattern.RequireFitOnOneBus(all.Select(compiled => compiled.Pattern));
        return new(all, PeopleAlerts.Of([.. all], settings.Maintenance));
    }

    private static CompiledDetection Compile(Catalog.Detection detection, IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders)
    {
        var rule = detection.Rule.Expand(placeholders);
        return new(detection, rule, EventBridgeCompiler.Compile(rule));
    }
}
