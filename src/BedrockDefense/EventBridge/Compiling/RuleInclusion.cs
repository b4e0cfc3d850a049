using BedrockDefense.Sigma;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// Whether one rule's events are among another's, proven from their trees: "this one and not that one" is brought into
/// the compiler's normal form, and every branch of it must contradict itself. Records are taken to have CloudTrail's
/// documented shape, as <see cref="EventBridgeCompiler"/> takes them.
/// </summary>
internal static class RuleInclusion
{
    /// <summary>
    /// Whether every event that the first rule matches is one that the second matches too. False also where that cannot
    /// be proven: where a test has no exact negation in EventBridge's terms, or may look at a list.
    /// </summary>
    /// <param name="rule">The rule that may be the narrower one, its placeholders filled.</param>
    /// <param name="other">The rule that may be the wider one, its placeholders filled.</param>
    public static bool IsWithin(SigmaRule rule, SigmaRule other)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(other);
        if (rule.LogSource != other.LogSource)
        {
            return false;
        }

        var refusals = new Refusals();
        var left = new ConditionCompiler(refusals).Compile(Without(rule, [other]).Detection);
        return refusals.IsEmpty && left.Count == 0;
    }

    /// <summary>The rule that matches what the first one does and none of the others does.</summary>
    public static SigmaRule Without(SigmaRule rule, IEnumerable<SigmaRule> others)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule with { Detection = new AllOf([rule.Detection, .. others.Select(other => new Negated(other.Detection))]) };
    }
}
