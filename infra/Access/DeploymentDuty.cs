namespace BedrockDefense.Infra.Access;

/// <summary>
/// A part of the deployment that has an account of its own, if the settings give it one. Permissions are cut by duty, not
/// by account, since one account may have several duties.
/// </summary>
public enum DeploymentDuty
{
    /// <summary>Trail, guardrails, StackSets, and the forwarders and restorers of the management account itself.</summary>
    Management,

    /// <summary>Central bus, detections, topics and alarms: <c>securityAccount</c>, or else the management account.</summary>
    Security,

    /// <summary>The trail's bucket and key, and the hunts: <c>logArchiveAccount</c>, or else the account of security.</summary>
    LogArchive,
}
