namespace BedrockDefense.Infra.Detection;

/// <summary>
/// The states of an EventBridge rule. A rule in the plain state never sees read-only management events such as
/// <c>Get…</c> (Amazon EventBridge User Guide, "Receiving read-only management events from AWS services").
/// </summary>
internal static class RuleState
{
    /// <summary>Gives the state that a rule needs to see its events.</summary>
    public static string For(bool needsAllManagementEvents) =>
        needsAllManagementEvents ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED";
}
