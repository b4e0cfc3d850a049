using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Analysis;

namespace BedrockDefense.Lint.Checks;

/// <summary>Values of <c>eventSource</c> and <c>eventName</c> that CloudTrail never writes.</summary>
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
            // Service events, sign-ins and insights have names that no list of operations holds.
            .. AsksForOtherTypes(rule) ? [] : Names(rule.Detection, []),
        ];

    private static bool AsksForOtherTypes(SigmaRule rule) =>
        DetectionTree
            .FieldMatches(rule.Detection)
            .Any(match =>
                match.Field.Text == "eventType" && (match.Test as TextTest)?.Pattern.Literal?.ToUpperInvariant() is not "AWSAPICALL"
            );

    /// <summary>Judges the names of a part by the sources that hold for it: its own, else those around it; null when they are open.</summary>
    private static IEnumerable<LintFinding> Names(DetectionNode node, IReadOnlyCollection<string>? sources)
    {
        switch (node)
        {
            case AllOf all:
                var own = all.Parts.Select(Sources).Where(found => found is not { Count: 0 }).ToList();
                var scope = own switch
                {
                    [] => sources,
                    _ => own.Find(found => found is not null),
                };
                return all.Parts.SelectMany(part => Names(part, scope));
            case AnyOf any:
                return any.Parts.SelectMany(part => Names(part, sources));
            case Negated negation:
                return Names(negation.Part, sources);
            case Selection selection:
                return Names(selection.Part, sources);
            case FieldMatch { Field.Text: "eventName", Test: TextTest { Pattern: var pattern } } match when sources is not null:
                var fault = pattern.Literal is { } name
                    ? EventNames.FaultOfName(name, sources)
                    : EventNames.FaultOfPattern(pattern, sources);
                return fault is null ? [] : [new LintFinding(match.Location, LintSeverity.Error, fault, "event-name")];
            default:
                return [];
        }
    }

    /// <summary>The sources a part asks for; empty when it asks for none, null when it asks for ones it does not spell out.</summary>
    private static IReadOnlyCollection<string>? Sources(DetectionNode node)
    {
        switch (node)
        {
            case FieldMatch { Field.Text: "eventSource" } match:
                return match.Test is TextTest { Pattern.Literal: { } source } ? [source] : null;
            case Selection selection:
                return Sources(selection.Part);
            case AllOf all:
                return Joined(all.Parts);
            // One alternative without a source leaves all sources open.
            case AnyOf any:
                var found = any.Parts.Select(Sources).ToList();
                return found.TrueForAll(sources => sources is { Count: 0 }) ? []
                    : found.Exists(sources => sources is null or { Count: 0 }) ? null
                    : Joined(any.Parts);
            default:
                return [];
        }
    }

    private static HashSet<string>? Joined(IReadOnlyList<DetectionNode> parts)
    {
        var found = parts.Select(Sources).ToList();
        return found.Contains(null) ? null : new HashSet<string>(found.SelectMany(sources => sources!), StringComparer.OrdinalIgnoreCase);
    }
}
