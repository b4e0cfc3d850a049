namespace BedrockDefense.EventBridge;

/// <summary>The limits of an input transformer. Source: "InputTransformer" (EventBridge API reference).</summary>
internal static class InputTransformerLimits
{
    /// <summary>The most variables that one transformer may declare.</summary>
    public const int MaximumPaths = 100;

    /// <summary>The most characters of a variable's name, and of its path.</summary>
    public const int MaximumPathCharacters = 256;

    /// <summary>The most characters of a template.</summary>
    public const int MaximumTemplateCharacters = 8192;
}
