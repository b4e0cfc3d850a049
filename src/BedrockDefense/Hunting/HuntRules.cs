using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting;

/// <summary>The rules of a hunt.</summary>
/// <param name="Detections">The rules that match single events, with their placeholders filled.</param>
/// <param name="Correlations">The rules that correlate events, with the placeholders of their rules filled.</param>
public sealed record HuntRules(IReadOnlyList<Detection> Detections, IReadOnlyList<Hunt> Correlations)
{
    /// <summary>Returns the rules with their placeholders filled.</summary>
    /// <exception cref="Sigma.SigmaException">A placeholder has no value.</exception>
    public HuntRules Expand(IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders) =>
        new(
            [.. Detections.Select(detection => detection with { Rule = detection.Rule.Expand(placeholders) })],
            [.. Correlations.Select(hunt => hunt with { Rules = [.. hunt.Rules.Select(rule => rule.Expand(placeholders))] })]
        );

    /// <summary>Returns the rules of this severity and above. A rule without a level counts as informational.</summary>
    public HuntRules FromLevel(SigmaLevel level) =>
        new(
            [.. Detections.Where(detection => (detection.Rule.Level ?? default) >= level)],
            [.. Correlations.Where(hunt => hunt.Correlation.Level >= level)]
        );
}
