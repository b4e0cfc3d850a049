using BedrockDefense.Sigma;

namespace BedrockDefense.Conversion;

/// <summary>Lists the placeholders of a rule, which need values before the rule can be used.</summary>
public static class RulePlaceholders
{
    /// <summary>Returns the names of the placeholders in a rule, each once.</summary>
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
