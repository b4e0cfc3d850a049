namespace BedrockDefense.Lint;

/// <summary>How serious a finding is, in ascending order.</summary>
public enum LintSeverity
{
    /// <summary>The rule lacks something that a good rule has, or a name is not in any list.</summary>
    Warning,

    /// <summary>The rule does not do what it says, or cannot be used.</summary>
    Error,
}
