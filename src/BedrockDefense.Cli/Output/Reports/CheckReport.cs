namespace BedrockDefense.Cli.Output.Reports;

/// <summary>An answer in the form that other programs gather from many tools: SARIF and JUnit.</summary>
/// <param name="Verb">The verb that answers.</param>
/// <param name="Results">What is wrong, and what could not be seen.</param>
/// <param name="ExitCode">The exit code that the command ends with.</param>
internal sealed record CheckReport(string Verb, IReadOnlyList<CheckResult> Results, int ExitCode)
{
    /// <summary>The rules of the verb, whether they have results or not.</summary>
    public IReadOnlyList<CheckRule> Rules { get; init; } = [];

    /// <summary>How many things were checked, where they are too many to name; 0 where all are named.</summary>
    public long Checked { get; init; }

    /// <summary>What was checked and is right, each with its group.</summary>
    public IReadOnlyList<(string Group, string Name)> Passed { get; init; } = [];

    /// <summary>Why the verb did not run, or not to its end, a sentence each.</summary>
    public IReadOnlyList<string> NotRun { get; init; } = [];

    /// <summary>What else the reader must know, such as what is never looked at, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whether everything was run and seen.</summary>
    public bool IsComplete => NotRun.Count == 0 && !Results.Any(result => result.IsUnseen);
}
