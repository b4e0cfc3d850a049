namespace BedrockDefense.Hunting.Activity;

/// <summary>Whose calls are summed up.</summary>
public enum ActivityOwner
{
    /// <summary>A user, a role or another principal, in all its sessions that are investigated.</summary>
    Principal,

    /// <summary>An access key.</summary>
    Credential,
}
