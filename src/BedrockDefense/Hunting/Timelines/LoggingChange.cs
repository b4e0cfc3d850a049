namespace BedrockDefense.Hunting.Timelines;

/// <summary>How a call changed model invocation logging.</summary>
internal enum LoggingChange
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>It was deleted or weakened.</summary>
    Blinded,

    /// <summary>It was configured completely.</summary>
    Restored,
}
