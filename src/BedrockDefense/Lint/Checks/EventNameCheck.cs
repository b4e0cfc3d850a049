using BedrockDefense.Sigma;

namespace BedrockDefense.Lint.Checks;

/// <summary>Finds values of <c>eventSource</c> and <c>eventName</c> that CloudTrail never writes.</summary>
internal static class EventNameCheck
{
    public static IEnumerable<LintFinding> Find(SigmaRule rule) =>
        [
            .. from match in DetectionTree.FieldMatches(rule.Detection)
            where match.Field.Text == "eventSource"
            let source = (match.Test as TextTest)?.Pattern.Literal
            where source is not null
            let fault = EventNames.FaultOfSource(source)
            where fault is not null
            select new LintFinding(match.Location, LintSeverity.Error, fault, "event-source"),
            // Service events, sign-ins and Insights events have names that are not in any list of operations.
            .. AsksForOtherTypes(rule) ? [] : Names(rule.Detection, []),
        ];

    private static bool AsksForOtherTypes(SigmaRule rule) =>
        DetectionTree
            .FieldMatches(rule.Detection)
            .Any(match =>
                match.Field.Text == "eventType" && (match.Test as TextTest)?.Pattern.Literal?.ToUpperInvariant() is not "AWSAPICALL"
            );

    /// <summary>
    /// Checks the names in a part of a rule against the event sources that apply there: those that the part tests, or else those
    /// around it. Null means any source.
    /// </summary>
    private static IEnumerable<LintFinding> Names(DetectionNode node, IReadOnlyCollection<string>? sources) =>
        node.Switch(
            all =>
            {
                var own = all.Parts.Select(Sources).Where(found => found is not { Count: 0 }).ToList();
                var scope = own is [] ? sources : own.Find(found => found is not null);
                return all.Parts.SelectMany(part => Names(part, scope));
            },
            any => any.Parts.SelectMany(part => Names(part, sources)),
            negated => Names(negated.Part, sources),
            selection => Names(selection.Part, sources),
            match => NameOf(match, sources),
            keyword => []
        );

    private static IEnumerable<LintFinding> NameOf(FieldMatch match, IReadOnlyCollection<string>? sources)
    {
        if (match is not { Field.Text: "eventName", Test: TextTest { Pattern: var pattern } } || sources is null)
        {
            return [];
        }

        var fault = pattern.Literal is { } name ? EventNames.FaultOfName(name, sources) : EventNames.FaultOfPattern(pattern, sources);
        return fault is null ? [] : [new LintFinding(match.Location, LintSeverity.Error, fault, "event-name")];
    }

    /// <summary>Returns the event sources that a part tests: empty when it tests none, null when they are not all literal.</summary>
    private static IReadOnlyCollection<string>? Sources(DetectionNode node) =>
        node.Switch<IReadOnlyCollection<string>?>(
            all => JoinSources(all.Parts),
            any =>
            {
                // If one alternative tests no source, any source is possible.
                var found = any.Parts.Select(Sources).ToList();
                return found.TrueForAll(sources => sources is { Count: 0 }) ? []
                    : found.Exists(sources => sources is null or { Count: 0 }) ? null
                    : JoinSources(any.Parts);
            },
            negated => [],
            selection => Sources(selection.Part),
            match =>
                match.Field.Text != "eventSource" ? []
                : match.Test is TextTest { Pattern.Literal: { } source } ? [source]
                : null,
            keyword => []
        );

    private static HashSet<string>? JoinSources(IReadOnlyList<DetectionNode> parts)
    {
        var found = parts.Select(Sources).ToList();
        return found.Contains(null) ? null : new HashSet<string>(found.SelectMany(sources => sources!), StringComparer.OrdinalIgnoreCase);
    }
}
