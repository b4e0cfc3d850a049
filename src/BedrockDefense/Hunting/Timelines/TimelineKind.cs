namespace BedrockDefense.Hunting.Timelines;

/// <summary>Why an event stands in the timeline.</summary>
public enum TimelineKind
{
    /// <summary>A call that a detection matches.</summary>
    Finding,

    /// <summary>Another call with an investigated credential, near a finding.</summary>
    Call,

    /// <summary>Model invocation logging was deleted or weakened: from here on nobody knows what models are asked.</summary>
    BlindFrom,

    /// <summary>Model invocation logging was deleted or weakened once more, when it already was.</summary>
    StillBlind,

    /// <summary>Model invocation logging was complete again, so that the blind window ends.</summary>
    BlindTo,

    /// <summary>Model invocation logging was configured completely, when it was not known to be off.</summary>
    LoggingConfigured,

    /// <summary>
    /// Model invocation logging was configured completely, and the archive holds no change of it before: whether it was on until then is
    /// not told.
    /// </summary>
    LoggingFirstConfigured,
}
