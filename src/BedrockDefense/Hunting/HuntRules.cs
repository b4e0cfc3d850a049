using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting;

/// <summary>What is looked for.</summary>
/// <param name="Detections">Rules that match single events, their placeholders filled.</param>
/// <param name="Correlations">Rules that correlate events, the placeholders of their rules filled.</param>
public sealed record HuntRules(IReadOnlyList<Detection> Detections, IReadOnlyList<Hunt> Correlations)
{
    /// <summary>The rules with their placeholders filled in.</summary>
    /// <exception cref="Sigma.SigmaException">A placeholder is not among those given.</exception>
    public HuntRules Expand(IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders) =>
        new(
            [.. Detections.Select(detection => detection with { Rule = detection.Rule.Expand(placeholders) })],
            [.. Correlations.Select(hunt => hunt with { Rules = [.. hunt.Rules.Select(rule => rule.Expand(placeholders))] })]
        );

    /// <summary>The rules of a level or above; those without a level count as informational.</summary>
    public HuntRules FromLevel(SigmaLevel level) =>
        new(
            [.. Detections.Where(detection => (detection.Rule.Level ?? default) >= level)],
            [.. Correlations.Where(hunt => hunt.Correlation.Level >= level)]
        );
}
