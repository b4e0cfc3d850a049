namespace BedrockDefense.EventBridge.Compiling;

/// <summary>A rule compiled to an EventBridge event pattern.</summary>
/// <param name="Json">The pattern, minified, with <c>&lt;</c> and <c>&gt;</c> as they are.</param>
/// <param name="NeedsAllManagementEvents">
/// Whether it may have to match read-only management events, so that the EventBridge rule needs the state
/// <c>ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS</c>; true also when that cannot be told.
/// </param>
/// <param name="ContainsWildcard">Whether it counts towards the 30 rules containing wildcards a bus may have.</param>
public sealed record CompiledPattern(string Json, bool NeedsAllManagementEvents, bool ContainsWildcard)
{
    /// <summary>The pattern's length in characters, as the quota counts it.</summary>
    public int Length => Json.Length;

    /// <summary>Refuses more rules containing wildcards than one bus may have.</summary>
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
