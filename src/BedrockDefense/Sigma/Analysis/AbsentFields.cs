using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma.Analysis;

/// <summary>Simplifies a detection for events that lack certain fields.</summary>
internal static class AbsentFields
{
    /// <summary>
    /// Removes the tests of these fields from a detection. The result is simpler, and gives the same answer for every event that
    /// has none of the fields. If nothing would remain, it returns the detection itself.
    /// </summary>
    public static DetectionNode RemoveTests(DetectionNode detection, params IReadOnlyList<FieldPath> fields) =>
        Decide(detection, fields).Left ?? detection;

    // Returns the remaining node, or the constant answer when nothing remains.
    private static (DetectionNode? Left, bool Answer) Decide(DetectionNode node, IReadOnlyList<FieldPath> fields) =>
        node.Switch<(DetectionNode? Left, bool Answer)>(
            all => Combine(all.Parts, fields, decisive: false, parts => new AllOf(parts)),
            any => Combine(any.Parts, fields, decisive: true, parts => new AnyOf(parts)),
            negated =>
            {
                var (inner, answer) = Decide(negated.Part, fields);
                return (inner is null ? null : new Negated(inner), !answer);
            },
            selection =>
            {
                var (part, answer) = Decide(selection.Part, fields);
                return (part is null ? null : selection with { Part = part }, answer);
            },
            match => fields.Contains(match.Field) ? (null, match.Test.HoldsWhenAbsent) : (match, false),
            keyword => (keyword, false)
        );

    // One decisive answer decides the whole node. All other constant answers are removed.
    private static (DetectionNode? Left, bool Answer) Combine(
        IReadOnlyList<DetectionNode> parts,
        IReadOnlyList<FieldPath> fields,
        bool decisive,
        Func<IReadOnlyList<DetectionNode>, DetectionNode> join
    )
    {
        var decided = parts.Select(part => Decide(part, fields)).ToList();
        if (decided.Exists(part => part.Left is null && part.Answer == decisive))
        {
            return (null, decisive);
        }

        List<DetectionNode> left = [.. decided.Select(part => part.Left).OfType<DetectionNode>()];
        return left switch
        {
            [] => (null, !decisive),
            [var only] => (only, false),
            _ => (join(left), false),
        };
    }
}
