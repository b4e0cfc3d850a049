namespace BedrockDefense.Sigma;

/// <summary>Traverses the tree of a detection.</summary>
internal static class DetectionTree
{
    /// <summary>Returns a copy of the tree in which every field match is replaced.</summary>
    public static DetectionNode Map(DetectionNode node, Func<FieldMatch, DetectionNode> replace) =>
        node.Switch<DetectionNode>(
            all => new AllOf([.. all.Parts.Select(part => Map(part, replace))]),
            any => new AnyOf([.. any.Parts.Select(part => Map(part, replace))]),
            negated => new Negated(Map(negated.Part, replace)),
            selection => selection with { Part = Map(selection.Part, replace) },
            replace,
            keyword => keyword
        );

    /// <summary>Returns the children of a node; empty for a test.</summary>
    public static IReadOnlyList<DetectionNode> Parts(DetectionNode node) =>
        node.Switch<IReadOnlyList<DetectionNode>>(
            all => all.Parts,
            any => any.Parts,
            negated => [negated.Part],
            selection => [selection.Part],
            _ => [],
            _ => []
        );

    /// <summary>Returns all field matches of the tree, in order.</summary>
    public static IEnumerable<FieldMatch> FieldMatches(DetectionNode node) =>
        node is FieldMatch match ? [match] : Parts(node).SelectMany(FieldMatches);
}
