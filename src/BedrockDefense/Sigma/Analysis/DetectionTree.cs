namespace BedrockDefense.Sigma.Analysis;

/// <summary>Walks over a detection.</summary>
internal static class DetectionTree
{
    /// <summary>The same tree with every field match replaced.</summary>
    public static DetectionNode Map(DetectionNode node, Func<FieldMatch, DetectionNode> replace) =>
        node switch
        {
            AllOf all => new AllOf([.. all.Parts.Select(part => Map(part, replace))]),
            AnyOf any => new AnyOf([.. any.Parts.Select(part => Map(part, replace))]),
            Negated negation => new Negated(Map(negation.Part, replace)),
            Selection selection => selection with { Part = Map(selection.Part, replace) },
            FieldMatch match => replace(match),
            _ => node,
        };

    /// <summary>All field matches of the tree, in order.</summary>
    public static IEnumerable<FieldMatch> FieldMatches(DetectionNode node) =>
        node switch
        {
            AllOf all => all.Parts.SelectMany(FieldMatches),
            AnyOf any => any.Parts.SelectMany(FieldMatches),
            Negated negation => FieldMatches(negation.Part),
            Selection selection => FieldMatches(selection.Part),
            FieldMatch match => [match],
            _ => [],
        };
}
