using BedrockDefense.Sigma;

namespace BedrockDefense.Lint.Checks;

/// <summary>
/// Finds tests for absence that are written as <c>null</c>. Engines do not agree about such a test. In some of them (sigma-rust is
/// one), an absent field does not even pass a test for null, so the rule never matches. <c>exists</c> means the same in all engines
/// that support it.
/// </summary>
internal static class AbsenceCheck
{
    public static IEnumerable<LintFinding> Find(SigmaRule rule) =>
        from match in DetectionTree.FieldMatches(rule.Detection)
        where match.Test is NullTest
        select new LintFinding(
            match.Location,
            LintSeverity.Error,
            $"some engines never find null where {VisibleText.Of(match.Field.Text)} is absent; write "
                + $"{VisibleText.Of(match.Field.Text)}|exists: false, or true where null is negated",
            "absence"
        );
}
