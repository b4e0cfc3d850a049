namespace BedrockDefense.Scp.Documents;

/// <summary>What a statement does to the requests it matches.</summary>
public enum PolicyEffect
{
    /// <summary>Allows the requests unless another statement denies them.</summary>
    Allow,

    /// <summary>Denies the requests, whatever other statements allow.</summary>
    Deny,
}
