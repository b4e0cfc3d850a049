namespace BedrockDefense.EventBridge;

/// <summary>The sizes of an input transformer. Source: "InputTransformer" (EventBridge API reference).</summary>
internal static class InputTransformerLimits
{
    /// <summary>Variables one transformer may declare.</summary>
    public const int MaximumPaths = 100;

    /// <summary>Characters of a variable's name, and of its path.</summary>
    public const int MaximumPathCharacters = 256;

    /// <summary>Characters of a template.</summary>
    public const int MaximumTemplateCharacters = 8192;
}
