namespace BedrockDefense.Lint;

/// <summary>What lint found in some files.</summary>
/// <param name="Findings">By file, line and column.</param>
/// <param name="HasUnusableFile">Whether a file holds no rules that can be read.</param>
public sealed record LintReport(IReadOnlyList<LintFinding> Findings, bool HasUnusableFile);
