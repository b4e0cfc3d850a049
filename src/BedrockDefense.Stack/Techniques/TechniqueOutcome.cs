namespace BedrockDefense.Stack.Techniques;

/// <summary>What rehearsals showed of a technique, in the order from good to bad.</summary>
public enum TechniqueOutcome
{
    /// <summary>Guardrails stopped every call.</summary>
    Prevented,

    /// <summary>Every call that no guardrail stopped was detected, and a message about it reached a topic.</summary>
    Detected,

    /// <summary>A call was neither stopped by a guardrail nor detected.</summary>
    Missed,

    /// <summary>No step made a call of the technique with these settings, so nothing is known.</summary>
    NotRehearsed,
}
