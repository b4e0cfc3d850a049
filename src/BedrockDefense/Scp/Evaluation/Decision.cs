namespace BedrockDefense.Scp.Evaluation;

/// <summary>What policies decide about a request.</summary>
public enum Decision
{
    /// <summary>
    /// No statement denies the request and a statement allows it. Where there are levels, a statement at every level allows
    /// it.
    /// </summary>
    Allowed,

    /// <summary>A statement denies the request.</summary>
    ExplicitlyDenied,

    /// <summary>No statement denies the request, but none allows it either.</summary>
    ImplicitlyDenied,
}
