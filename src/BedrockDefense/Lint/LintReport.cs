namespace BedrockDefense.Lint;

/// <summary>The result of linting some files.</summary>
/// <param name="Findings">The findings, ordered by file, line and column.</param>
/// <param name="HasUnusableFile">Whether a file has no rules that can be read.</param>
public sealed record LintReport(IReadOnlyList<LintFinding> Findings, bool HasUnusableFile);
