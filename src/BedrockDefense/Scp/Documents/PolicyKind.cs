namespace BedrockDefense.Scp.Documents;

/// <summary>What a policy document is attached to. This decides which elements it may contain.</summary>
public enum PolicyKind
{
    /// <summary>A service control policy, attached to a root, an organizational unit or an account. It names no principal.</summary>
    ServiceControl,

    /// <summary>
    /// A resource control policy, attached to a root, an organizational unit or an account. It only denies, and its principal
    /// is everybody.
    /// </summary>
    ResourceControl,

    /// <summary>A policy of a role or a user. It names no principal.</summary>
    Identity,

    /// <summary>
    /// A policy of a topic, key, queue, bus or bucket, or the trust policy of a role. It names a principal, and not always a
    /// resource.
    /// </summary>
    Resource,
}
