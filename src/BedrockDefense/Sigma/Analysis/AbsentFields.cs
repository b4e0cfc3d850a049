using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma.Analysis;

/// <summary>What is left of a detection for events that do not have some fields.</summary>
internal static class AbsentFields
{
    /// <summary>
    /// The detection without the tests of these fields, which then are decided: simpler, and the same answer for every event
    /// that has none of them. The detection itself when nothing would be left.
    /// </summary>
    public static DetectionNode Without(DetectionNode detection, params IReadOnlyList<FieldPath> fields) =>
        Decide(detection, fields).Left ?? detection;

    // What is left of a node, or its answer when nothing is.
    private static (DetectionNode? Left, bool Answer) Decide(DetectionNode node, IReadOnlyList<FieldPath> fields)
    {
        switch (node)
        {
            case FieldMatch match when fields.Contains(match.Field):
                return (null, match.Test is NullTest);
            case Selection selection:
                return Decide(selection.Part, fields) is ({ } part, _)
                    ? (selection with { Part = part }, false)
                    : Decide(selection.Part, fields);
            case Negated negation:
                var (inner, answer) = Decide(negation.Part, fields);
                return (inner is null ? null : new Negated(inner), !answer);
            case AllOf all:
                return Together(all.Parts, fields, decisive: false, parts => new AllOf(parts));
            case AnyOf any:
                return Together(any.Parts, fields, decisive: true, parts => new AnyOf(parts));
            default:
                return (node, false);
        }
    }

    // One decisive answer decides; the other answers fall away.
    private static (DetectionNode? Left, bool Answer) Together(
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
