namespace BedrockDefense.Lint;

/// <summary>How bad a finding is, in rising order.</summary>
public enum LintSeverity
{
    /// <summary>Something that is required of a good rule is missing, or a name is in no list.</summary>
    Warning,

    /// <summary>The rule does not do what it says, or cannot be used at all.</summary>
    Error,
}
