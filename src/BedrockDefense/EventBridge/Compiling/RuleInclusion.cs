using BedrockDefense.Sigma;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// Tells whether one rule matches only events that another rule matches too. The proof compiles "the first rule and not the
/// second" to the compiler's normal form; every branch of it must contradict itself. It assumes that records have
/// CloudTrail's documented shape, as <see cref="EventBridgeCompiler"/> does.
/// </summary>
internal static class RuleInclusion
{
    /// <summary>
    /// Whether every event that the first rule matches also matches the second. It is also false where that cannot be proven:
    /// a test may have no exact negation in EventBridge's terms, or may look at a list.
    /// </summary>
    /// <param name="rule">The rule that may be narrower. Its placeholders must be filled.</param>
    /// <param name="other">The rule that may be wider. Its placeholders must be filled.</param>
    public static bool IsWithin(SigmaRule rule, SigmaRule other)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(other);
        if (rule.LogSource != other.LogSource)
        {
            return false;
        }

        var refusals = new Refusals();
        var left = new ConditionCompiler(refusals).Compile(Exclude(rule, [other]).Detection);
        return refusals.IsEmpty && left.Count == 0;
    }

    /// <summary>Returns a rule that matches an event when the first rule does and none of the others does.</summary>
    public static SigmaRule Exclude(SigmaRule rule, IEnumerable<SigmaRule> others)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule with { Detection = new AllOf([rule.Detection, .. others.Select(other => new Negated(other.Detection))]) };
    }
}
