namespace BedrockDefense.Scp.Documents;

/// <summary>What a policy document is attached to, which decides what may stand in it.</summary>
public enum PolicyKind
{
    /// <summary>A service control policy: at a root, an organizational unit or an account. No principal.</summary>
    ServiceControl,

    /// <summary>A resource control policy, at the same places: it only denies, and everybody.</summary>
    ResourceControl,

    /// <summary>A policy of a role or a user. No principal.</summary>
    Identity,

    /// <summary>A policy of a topic, key, queue, bus or bucket, or a role's trust policy: a principal, and not always a resource.</summary>
    Resource,
}
