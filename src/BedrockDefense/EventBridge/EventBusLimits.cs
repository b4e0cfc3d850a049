namespace BedrockDefense.EventBridge;

/// <summary>
/// The limits of EventBridge for buses, rules and targets. Sources: "Amazon EventBridge quotas" (user guide); "PutTargets",
/// "PutRule" and "Target" (API reference).
/// </summary>
public static class EventBusLimits
{
    /// <summary>The most targets of one rule.</summary>
    public const int TargetsPerRule = 5;

    /// <summary>The most characters of a rule's name and of a target's id.</summary>
    public const int NameCharacters = 64;

    /// <summary>The most characters of a bus's policy.</summary>
    public const int PolicyCharacters = 10_240;
}
