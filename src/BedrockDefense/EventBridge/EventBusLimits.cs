namespace BedrockDefense.EventBridge;

/// <summary>
/// What EventBridge allows of buses, rules and targets. Sources: "Amazon EventBridge quotas" (user guide); "PutTargets",
/// "PutRule" and "Target" (API reference).
/// </summary>
public static class EventBusLimits
{
    /// <summary>Targets of one rule.</summary>
    public const int TargetsPerRule = 5;

    /// <summary>Characters of a rule's name, and of a target's id.</summary>
    public const int NameCharacters = 64;

    /// <summary>Characters of a bus's policy.</summary>
    public const int PolicyCharacters = 10_240;
}
