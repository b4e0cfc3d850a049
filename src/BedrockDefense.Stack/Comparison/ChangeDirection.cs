namespace BedrockDefense.Stack.Comparison;

/// <summary>What a change does to the protection.</summary>
public enum ChangeDirection
{
    /// <summary>Something that was protected, seen, told or kept no longer is, or is for a shorter time.</summary>
    Weaker,

    /// <summary>Something is protected, seen, told or kept that was not, or is for a longer time.</summary>
    Stronger,

    /// <summary>Neither, as far as the configurations tell.</summary>
    Neutral,
}
