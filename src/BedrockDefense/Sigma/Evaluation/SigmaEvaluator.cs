using System.Text.Json;
using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma.Analysis;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>
/// Says whether CloudTrail records match a rule. It is the reference: a compiled form that could answer
/// differently is refused by its compiler.
/// </summary>
public sealed class SigmaEvaluator
{
    private readonly DetectionNode _detection;

    /// <exception cref="SigmaException">A placeholder is not filled, or a text is sought in a field that is an object.</exception>
    public SigmaEvaluator(SigmaRule rule)
    {
        var faults = DetectionTree
            .FieldMatches(rule.Detection)
            .Select(match => (match.Location, Reason: Unevaluable(match)))
            .Where(found => found.Reason is not null)
            .Select(found => new Fault(found.Reason!, found.Location))
            .Distinct()
            .ToArray();
        if (faults.Length > 0)
        {
            throw new SigmaException(faults);
        }

        _detection = rule.Detection;
    }

    /// <summary>Whether the record matches, and which search identifiers decided.</summary>
    public SigmaVerdict Match(JsonElement cloudTrailRecord)
    {
        var (matches, decidedBy) = Decide(_detection, cloudTrailRecord);
        return new SigmaVerdict(matches, [.. decidedBy.Distinct()]);
    }

    /// <summary>Why a test cannot be answered, or null.</summary>
    internal static string? Unevaluable(FieldMatch match) =>
        match.Test switch
        {
            TextTest { Pattern: var pattern } when pattern.Placeholders.FirstOrDefault() is { } name =>
                $"the placeholder %{name}% is not filled; expand the rule first",
            not (NullTest or ExistsTest) when CloudTrailShape.KindOf(match.Field) == FieldKind.Object =>
                $"{match.Field} is an object in CloudTrail events; name the field inside it, e.g. {match.Field}.name",
            _ => null,
        };

    private static (bool Holds, IEnumerable<SelectionVerdict> DecidedBy) Decide(DetectionNode node, JsonElement record)
    {
        switch (node)
        {
            case AllOf all:
                return DecideParts(all.Parts, settles: false);
            case AnyOf any:
                return DecideParts(any.Parts, settles: true);
            case Negated negation:
                var (holds, decidedBy) = Decide(negation.Part, record);
                return (!holds, decidedBy);
            case Selection selection:
                var selected = Holds(selection.Part, record);
                return (selected, [new SelectionVerdict(selection.Name, selected)]);
            default:
                return (Holds(node, record), []);
        }

        // One part that settles the answer decides alone; otherwise all decide together.
        (bool, IEnumerable<SelectionVerdict>) DecideParts(IReadOnlyList<DetectionNode> parts, bool settles)
        {
            var verdicts = new List<SelectionVerdict>();
            foreach (var part in parts)
            {
                var (holds, decidedBy) = Decide(part, record);
                if (holds == settles)
                {
                    return (settles, decidedBy);
                }

                verdicts.AddRange(decidedBy);
            }
            return (!settles, verdicts);
        }
    }

    private static bool Holds(DetectionNode node, JsonElement record) =>
        node switch
        {
            AllOf all => all.Parts.All(part => Holds(part, record)),
            AnyOf any => any.Parts.Any(part => Holds(part, record)),
            Negated negation => !Holds(negation.Part, record),
            Selection selection => Holds(selection.Part, record),
            FieldMatch match => FieldMatcher.Holds(match, record),
            KeywordMatch keyword => KeywordMatcher.Holds(keyword, record),
            _ => throw new InvalidOperationException($"no evaluation for {node.GetType().Name}"),
        };
}
