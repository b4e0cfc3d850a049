using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Analysis;

namespace BedrockDefense.Conversion;

/// <summary>What a rule waits for before it can be used.</summary>
public static class RulePlaceholders
{
    /// <summary>The names of the placeholders in a rule, each once.</summary>
    public static IReadOnlyList<string> Of(SigmaRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return
        [
            .. DetectionTree
                .FieldMatches(rule.Detection)
                .Select(match => match.Test)
                .OfType<TextTest>()
                .SelectMany(test => test.Pattern.Placeholders)
                .Distinct(),
        ];
    }
}
