namespace BedrockDefense.Cli.Output.Reports;

/// <summary>One thing that is wrong, or that could not be seen.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Level">How serious it is.</param>
/// <param name="Group">What the result belongs to, such as an account or a scenario. JUnit calls it the class.</param>
/// <param name="Name">What the result is about, in a line.</param>
/// <param name="Text">What is wrong, in one or more lines.</param>
internal sealed record CheckResult(string Rule, CheckLevel Level, string Group, string Name, string Text)
{
    /// <summary>The word for the kind of result in JUnit.</summary>
    public string Kind { get; init; } = Rule;

    /// <summary>The file, with line and column where they are known; null where no file is behind the result.</summary>
    public SourceLocation? Place { get; init; }

    /// <summary>The name of what is no file, such as a resource or a step; null where the place says all.</summary>
    public string? Subject { get; init; }

    /// <summary>What tells this result from others of the same rule, in every run. It holds no line numbers, which move.</summary>
    public string Identity { get; init; } = $"{Group}\n{Name}\n{Text}";

    /// <summary>Whether nobody knows: it could not be seen, read or run.</summary>
    public bool IsUnseen { get; init; }
}
