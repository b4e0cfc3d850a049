using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Lint.Checks;

/// <summary>
/// Finds fields that no CloudTrail record has. Fields below <c>requestParameters</c>, <c>responseElements</c> and the like are
/// different for each service, so any name is allowed there.
/// </summary>
internal static class FieldCheck
{
    // Lists and objects with free content, documented on the same pages as CloudTrailShape.
    private static readonly string[] FreeFields = ["resources", "eventContext"];

    private static readonly string[] KnownObjects = ["userIdentity", "tlsDetails"];

    public static IEnumerable<LintFinding> Find(SigmaRule rule) =>
        from match in DetectionTree.FieldMatches(rule.Detection)
        from field in match.Fields
        let fault = FaultOf(field)
        where fault is not null
        select new LintFinding(match.Location, LintSeverity.Error, fault, "field");

    /// <summary>Finds tests that the evaluator cannot answer, except those with placeholders that are not filled yet.</summary>
    public static IEnumerable<LintFinding> FindUnanswerable(SigmaRule rule) =>
        from match in DetectionTree.FieldMatches(rule.Detection)
        where match.Test is not TextTest { Pattern: var pattern } || !pattern.Placeholders.Any()
        let reason = SigmaEvaluator.FaultOf(match)
        where reason is not null
        select new LintFinding(match.Location, LintSeverity.Error, reason, "field");

    private static string? FaultOf(FieldPath field)
    {
        var top = field.Segments[0];
        if (FreeFields.Contains(top))
        {
            return null;
        }

        if (CloudTrailShape.KindOf(new FieldPath(top)) == FieldKind.Unknown)
        {
            return $"CloudTrail records have no field {VisibleText.Quote(top)}"
                + $"{(Spelling.Nearest(top, CloudTrailShape.TopLevelFields) is { } near ? $"; the nearest is {near}" : "")}";
        }

        return
            field.Segments.Count > 1
            && KnownObjects.Contains(top)
            && CloudTrailShape.KindOf(new FieldPath($"{top}.{field.Segments[1]}")) == FieldKind.Unknown
            ? $"{top} has no field {VisibleText.Quote(field.Segments[1])} in CloudTrail records"
            : null;
    }
}
