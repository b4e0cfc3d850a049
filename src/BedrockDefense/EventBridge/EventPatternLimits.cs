namespace BedrockDefense.EventBridge;

/// <summary>
/// The sizes EventBridge allows for an event pattern. Sources: "Amazon EventBridge quotas" (user guide),
/// "PutRule" (API reference).
/// </summary>
public static class EventPatternLimits
{
    /// <summary>Characters of a pattern that an account may use unless its quota was raised.</summary>
    public const int DefaultCharacterQuota = 2048;

    /// <summary>Characters of a pattern that the API accepts at most, whatever the quota.</summary>
    public const int ApiMaximumCharacters = 4096;

    /// <summary>Combinations that the <c>$or</c> of one pattern may expand to.</summary>
    public const int MaximumOrCombinations = 1000;

    /// <summary>Rules of one event bus that may use wildcards; this quota cannot be raised.</summary>
    public const int WildcardRulesPerBus = 30;

    /// <summary>
    /// Stars in the wildcards of one field that may be matched at once, since their texts may begin alike. AWS refuses a rule that
    /// is "too complex" without publishing when. By the measure of
    /// its open-source rule engine, a rule it is known to refuse rates 11; with this many stars in role ARNs a rule rates 9 or 10.
    /// </summary>
    public const int OverlappingWildcards = 8;
}
