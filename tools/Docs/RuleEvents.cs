using BedrockDefense.Sigma;

namespace BedrockDefense.Docs;

/// <summary>Tells which events a rule is about, by its tests of <c>eventSource</c> and <c>eventName</c>.</summary>
internal static class RuleEvents
{
    private const string Source = "eventSource";
    private const string Name = "eventName";

    /// <summary>Returns the events in words: the names of each source. Sources with the same names are listed together.</summary>
    public static IEnumerable<string> Of(SigmaRule rule) =>
        Pairs(rule.Detection, [])
            .Distinct()
            .GroupBy(pair => pair.Source, pair => pair.Name)
            .OrderBy(names => names.Key, StringComparer.Ordinal)
            .GroupBy(names => ListNames(names), names => Markdown.Code(names.Key))
            .Select(sources => $"{sources.Key} of {Markdown.JoinWords([.. sources], "and")}");

    private static string ListNames(IEnumerable<string> names) =>
        names.Where(name => name.Length > 0).Order(StringComparer.Ordinal).Select(Markdown.Code).ToList() is { Count: > 0 } listed
            ? string.Join(", ", listed)
            : "all";

    // A name belongs to the sources that must hold together with it. These stand in the same conjunction, or else in the
    // conjunction around it.
    private static IEnumerable<(string Source, string Name)> Pairs(DetectionNode node, IReadOnlyList<string> around)
    {
        List<DetectionNode> parts = [.. Conjuncts(node)];
        var sources = parts.Select(part => Values(part, Source)).Where(values => values is not null).SelectMany(values => values!).ToList();
        IReadOnlyList<string> scope = sources.Count > 0 ? sources : around;
        var names = parts.Select(part => Values(part, Name)).Where(values => values is not null).SelectMany(values => values!).ToList();
        List<(string Source, string Name)> inner =
        [
            .. parts
                .OfType<AnyOf>()
                .Where(part => Values(part, Source) is null && Values(part, Name) is null)
                .SelectMany(any => any.Parts)
                .SelectMany(part => Pairs(part, scope)),
        ];
        return names.Count > 0 ? scope.SelectMany(source => names, (source, name) => (source, name)).Concat(inner)
            : inner.Exists(pair => scope.Contains(pair.Source)) || sources.Count == 0 ? inner
            : sources.Select(source => (source, "")).Concat(inner);
    }

    private static IEnumerable<DetectionNode> Conjuncts(DetectionNode node) =>
        node switch
        {
            AllOf all => all.Parts.SelectMany(Conjuncts),
            Selection selection => Conjuncts(selection.Part),
            _ => [node],
        };

    // Returns the texts that the field is compared with, or null if the node tests anything else.
    private static IReadOnlyList<string>? Values(DetectionNode node, string field) =>
        node switch
        {
            FieldMatch { Test: TextTest { Pattern: var pattern } } match when match.Field.Text == field =>
            [
                string.Concat(pattern.Parts.Select(part => part.Text)),
            ],
            AnyOf any
                when any.Parts.Select(part => Values(part, field)).ToList() is var found
                    && found.TrueForAll(values => values is not null) => [.. found.SelectMany(values => values!)],
            _ => null,
        };
}
