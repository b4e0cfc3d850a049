namespace BedrockDefense.EventBridge;

/// <summary>
/// The sizes EventBridge allows for an event pattern. Sources: "Amazon EventBridge quotas" (user guide),
/// "PutRule" (API reference).
/// </summary>
public static class EventPatternLimits
{
    /// <summary>The most characters of a pattern in an account whose quota was not raised.</summary>
    public const int DefaultCharacterQuota = 2048;

    /// <summary>The most characters of a pattern that the API accepts, whatever the quota.</summary>
    public const int ApiMaximumCharacters = 4096;

    /// <summary>The most combinations that all <c>$or</c> of one pattern may expand to.</summary>
    public const int MaximumOrCombinations = 1000;

    /// <summary>The most rules with wildcards on one event bus; AWS does not raise this quota.</summary>
    public const int WildcardRulesPerBus = 30;

    /// <summary>
    /// The most stars in wildcards of one field that the engine may have to match at the same time because their texts may
    /// begin alike. AWS refuses a rule that is "too complex" without publishing the limit. By the measure of AWS's
    /// open-source rule engine, a rule that AWS is known to refuse rates 11. With this many stars in role ARNs, a rule rates
    /// 9 or 10.
    /// </summary>
    public const int OverlappingWildcards = 8;
}
