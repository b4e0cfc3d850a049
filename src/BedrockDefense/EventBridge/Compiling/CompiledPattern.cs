namespace BedrockDefense.EventBridge.Compiling;

/// <summary>A rule compiled to an EventBridge event pattern.</summary>
/// <param name="Json">The pattern, minified. The characters <c>&lt;</c> and <c>&gt;</c> are not escaped.</param>
/// <param name="NeedsAllManagementEvents">
/// Whether the pattern may have to match read-only management events. The EventBridge rule then needs the state
/// <c>ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS</c>. It is also true when the compiler cannot tell.
/// </param>
/// <param name="ContainsWildcard">Whether the pattern counts towards the 30 rules with wildcards that one bus may have.</param>
public sealed record CompiledPattern(string Json, bool NeedsAllManagementEvents, bool ContainsWildcard)
{
    /// <summary>The pattern's length in characters, as the quota counts it.</summary>
    public int Length => Json.Length;

    /// <summary>Throws when there are more rules with wildcards than one bus may have.</summary>
    /// <exception cref="NotSupportedByEventBridgeException">
    /// There are more than <see cref="EventPatternLimits.WildcardRulesPerBus"/>.
    /// </exception>
    public static void RequireFitOnOneBus(IEnumerable<CompiledPattern> patterns)
    {
        var count = patterns.Count(pattern => pattern.ContainsWildcard);
        if (count > EventPatternLimits.WildcardRulesPerBus)
        {
            throw new NotSupportedByEventBridgeException([
                new Fault($"{count} rules contain wildcards; an EventBridge bus may have {EventPatternLimits.WildcardRulesPerBus}"),
            ]);
        }
    }
}
