using System.Text.Json;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>
/// Decides whether CloudTrail records match a rule. This is the reference: a compiler refuses a rule if the compiled form could
/// give another answer.
/// </summary>
public sealed class SigmaEvaluator
{
    private readonly Question _detection;

    /// <exception cref="SigmaException">
    /// A placeholder is not filled, or a rule compares a text with a field that is an object.
    /// </exception>
    public SigmaEvaluator(SigmaRule rule)
    {
        var faults = DetectionTree
            .FieldMatches(rule.Detection)
            .Select(match => (match.Location, Reason: FaultOf(match)))
            .Where(found => found.Reason is not null)
            .Select(found => new Fault(found.Reason!, found.Location))
            .Distinct()
            .ToArray();
        if (faults.Length > 0)
        {
            throw new SigmaException(faults);
        }

        _detection = CreateQuestion(rule.Detection);
    }

    /// <summary>Returns whether the record matches, and which search identifiers decided.</summary>
    public SigmaVerdict Match(JsonElement cloudTrailRecord)
    {
        var (matches, decidedBy) = _detection(cloudTrailRecord);
        return new SigmaVerdict(matches, [.. decidedBy.Distinct()]);
    }

    /// <summary>Returns why a test cannot be evaluated, or null.</summary>
    internal static string? FaultOf(FieldMatch match) =>
        match.Test switch
        {
            TextTest { Pattern: var pattern } when pattern.Placeholders.FirstOrDefault() is { } name =>
                $"the placeholder %{name}% is not filled; expand the rule first",
            { LooksAtValues: true } when CloudTrailShape.KindOf(match.Field) == FieldKind.Object =>
                $"{match.Field} is an object in CloudTrail events; name the field inside it, e.g. {match.Field}.name",
            _ => null,
        };

    /// <summary>Returns whether a record matches a part of the detection, and which search identifiers decided.</summary>
    private delegate (bool Holds, IEnumerable<SelectionVerdict> DecidedBy) Question(JsonElement record);

    private static Question CreateQuestion(DetectionNode node) =>
        node.Switch(
            all => CreateGroupQuestion(all.Parts, settles: false),
            any => CreateGroupQuestion(any.Parts, settles: true),
            negated =>
            {
                var part = CreateQuestion(negated.Part);
                return record =>
                {
                    var (holds, decidedBy) = part(record);
                    return (!holds, decidedBy);
                };
            },
            selection =>
            {
                var holds = CreatePredicate(selection.Part);
                return record =>
                {
                    var selected = holds(record);
                    return (selected, [new SelectionVerdict(selection.Name, selected)]);
                };
            },
            CreateLeafQuestion,
            CreateLeafQuestion
        );

    private static Question CreateLeafQuestion(DetectionNode node)
    {
        var holds = CreatePredicate(node);
        return record => (holds(record), []);
    }

    // If one part settles the answer, it alone decides. Otherwise all parts decide together.
    private static Question CreateGroupQuestion(IReadOnlyList<DetectionNode> nodes, bool settles)
    {
        Question[] parts = [.. nodes.Select(CreateQuestion)];
        return record =>
        {
            var verdicts = new List<SelectionVerdict>();
            foreach (var part in parts)
            {
                var (holds, decidedBy) = part(record);
                if (holds == settles)
                {
                    return (settles, decidedBy);
                }

                verdicts.AddRange(decidedBy);
            }

            return (!settles, verdicts);
        };
    }

    private static Predicate<JsonElement> CreatePredicate(DetectionNode node) =>
        node.Switch<Predicate<JsonElement>>(
            all =>
            {
                Predicate<JsonElement>[] parts = [.. all.Parts.Select(CreatePredicate)];
                return record => Array.TrueForAll(parts, part => part(record));
            },
            any =>
            {
                Predicate<JsonElement>[] parts = [.. any.Parts.Select(CreatePredicate)];
                return record => Array.Exists(parts, part => part(record));
            },
            negated =>
            {
                var part = CreatePredicate(negated.Part);
                return record => !part(record);
            },
            selection => CreatePredicate(selection.Part),
            FieldTest.Of,
            keyword => record => KeywordMatcher.Holds(keyword, record)
        );
}
