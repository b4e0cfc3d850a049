namespace BedrockDefense.Infra.Access;

/// <summary>
/// A part of the deployment that the settings may place in its own account. Permissions are split by duty, not by account, since one
/// account may have several duties.
/// </summary>
public enum DeploymentDuty
{
    /// <summary>Trail, guardrails, StackSets, and the forwarders and restorers of the management account itself.</summary>
    Management,

    /// <summary>Central bus, detections, topics and alarms; in <c>securityAccount</c> or else in the management account.</summary>
    Security,

    /// <summary>The trail's bucket and key, and the hunts; in <c>logArchiveAccount</c> or else in the account of security.</summary>
    LogArchive,

    /// <summary>What <c>prove</c> attacks, in an account that its user names. Nothing is deployed for it.</summary>
    Sandbox,
}
