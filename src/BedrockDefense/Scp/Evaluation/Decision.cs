namespace BedrockDefense.Scp.Evaluation;

/// <summary>What policies decide about a request.</summary>
public enum Decision
{
    /// <summary>Something allows it, at every level where there are levels, and nothing denies it.</summary>
    Allowed,

    /// <summary>A statement denies it.</summary>
    ExplicitlyDenied,

    /// <summary>No statement denies it, but none allows it either.</summary>
    ImplicitlyDenied,
}
