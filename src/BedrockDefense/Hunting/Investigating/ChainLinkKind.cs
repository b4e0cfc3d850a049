namespace BedrockDefense.Hunting.Investigating;

/// <summary>What a link of a chain says.</summary>
public enum ChainLinkKind
{
    /// <summary>The first use of the traced key.</summary>
    Use,

    /// <summary>The call that issued the key.</summary>
    IssuedBy,

    /// <summary>The human, long-term key or workload at which the chain begins.</summary>
    Origin,

    /// <summary>The archive does not hold the call that must have come before.</summary>
    Missing,

    /// <summary>The chain comes back to a key that it has already passed.</summary>
    Circle,

    /// <summary>A call that issued a credential with this one.</summary>
    Issued,
}
