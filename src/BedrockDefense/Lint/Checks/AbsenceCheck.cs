using BedrockDefense.Sigma;

namespace BedrockDefense.Lint.Checks;

/// <summary>
/// Absence written as <c>null</c>. Engines do not agree about it: for some, sigma-rust among them, a field that is not there
/// passes no test of a value, null neither, so that the rule stays silent. <c>exists</c> means the same to all that know it.
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
