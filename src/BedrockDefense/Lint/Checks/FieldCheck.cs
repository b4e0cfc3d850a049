using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Lint.Checks;

/// <summary>
/// Fields that no CloudTrail record has. Below <c>requestParameters</c>, <c>responseElements</c> and the like every
/// service has its own, so there any name goes.
/// </summary>
internal static class FieldCheck
{
    // Documented lists and context on the same pages as CloudTrailShape; their content is free.
    private static readonly string[] Free = ["resources", "eventContext"];

    private static readonly string[] WithKnownFields = ["userIdentity", "tlsDetails"];

    public static IEnumerable<LintFinding> Find(SigmaRule rule) =>
        from match in DetectionTree.FieldMatches(rule.Detection)
        from field in match.Fields
        let fault = FaultOf(field)
        where fault is not null
        select new LintFinding(match.Location, LintSeverity.Error, fault, "field");

    /// <summary>What no evaluation here can answer, other than a placeholder that is not filled yet.</summary>
    public static IEnumerable<LintFinding> FindUnanswerable(SigmaRule rule) =>
        from match in DetectionTree.FieldMatches(rule.Detection)
        where match.Test is not TextTest { Pattern: var pattern } || !pattern.Placeholders.Any()
        let reason = SigmaEvaluator.Unevaluable(match)
        where reason is not null
        select new LintFinding(match.Location, LintSeverity.Error, reason, "field");

    private static string? FaultOf(FieldPath field)
    {
        var top = field.Segments[0];
        if (Free.Contains(top))
        {
            return null;
        }

        if (CloudTrailShape.KindOf(new FieldPath(top)) == FieldKind.Unknown)
        {
            return $"CloudTrail records have no field {VisibleText.Quote(top)}"
                + $"{(Spelling.Nearest(top, CloudTrailShape.TopLevel) is { } near ? $"; the nearest is {near}" : "")}";
        }

        return
            field.Segments.Count > 1
            && WithKnownFields.Contains(top)
            && CloudTrailShape.KindOf(new FieldPath($"{top}.{field.Segments[1]}")) == FieldKind.Unknown
            ? $"{top} has no field {VisibleText.Quote(field.Segments[1])} in CloudTrail records"
            : null;
    }
}
