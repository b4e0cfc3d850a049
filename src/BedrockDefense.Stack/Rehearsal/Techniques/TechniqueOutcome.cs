namespace BedrockDefense.Stack.Rehearsal.Techniques;

/// <summary>What a rehearsal showed of a technique, in the order from good to bad.</summary>
public enum TechniqueOutcome
{
    /// <summary>Every call was prevented, or detected and told of.</summary>
    Shown,

    /// <summary>Some calls were, or a detection fired and no message of it reached a topic.</summary>
    Partly,

    /// <summary>No call was prevented or detected.</summary>
    Neither,
}
