namespace BedrockDefense.Scp.Documents;

/// <summary>What a statement does to the requests it matches.</summary>
public enum PolicyEffect
{
    /// <summary>Allows them unless something denies.</summary>
    Allow,

    /// <summary>Denies them whatever allows.</summary>
    Deny,
}
