using BedrockDefense.EventBridge.Operators;
using BedrockDefense.EventBridge.Parsing;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>One alternative of a pattern: every condition must be met, by values that lie in the same list elements.</summary>
internal sealed class Alternative(IReadOnlyDictionary<string, FieldCondition> conditions)
{
    // The engine takes the fields in this order, and it matters: whether a field is absent is judged within the
    // list elements that earlier fields have settled on.
    private readonly FieldCondition[] _conditions = [.. conditions.Values.OrderBy(condition => condition.Path, StringComparer.Ordinal)];

    public IReadOnlyList<FieldCondition> Conditions => _conditions;

    /// <summary>The values that met the conditions, or null if they were not met.</summary>
    public IReadOnlyList<Evidence>? Match(EventFields fields)
    {
        var states = new Dictionary<ElementSet, Step?> { [ElementSet.None] = null };
        for (var i = 0; i < _conditions.Length && states.Count > 0; i++)
        {
            states = Advance(states, _conditions[i], fields, ListsAt(_conditions[(i + 1)..], fields));
        }

        return states.Count == 0 ? null : Step.Unwind(states.Values.First());
    }

    /// <summary>The conditions that no value of the event meets, whatever the others do.</summary>
    public IEnumerable<FieldCondition> UnmetAlone(EventFields fields) =>
        _conditions.Where(condition =>
            fields.At(condition.Path) is var values
            && !(values.Count == 0 && condition.MatchesAbsence)
            && values.All(value => condition.FirstMatch(value) is null)
            && !(condition.MatchesAbsence && values.All(value => value.Elements.Lists.Any()))
        );

    private static Dictionary<ElementSet, Step?> Advance(
        Dictionary<ElementSet, Step?> states,
        FieldCondition condition,
        EventFields fields,
        HashSet<int> laterLists
    )
    {
        var candidates = new CandidateIndex([
            .. fields.At(condition.Path).Select(value => new Candidate(value, condition.FirstMatch(value))),
        ]);
        Dictionary<ElementSet, Step?> next = [];
        foreach (var (elements, step) in states)
        {
            var present = false;
            foreach (var (value, matcher) in candidates.Near(elements))
            {
                if (elements.Combine(value.Elements) is not { } combined)
                {
                    continue;
                }

                present = true;
                if (matcher is not null)
                {
                    next.TryAdd(combined.Within(laterLists), new Step(new Evidence(condition.Path, value, matcher), step));
                }
            }

            if (!present && condition.MatchesAbsence)
            {
                next.TryAdd(elements.Within(laterLists), new Step(new Evidence(condition.Path, null, null), step));
            }
        }

        return next;
    }

    // Only lists that a later field lies in can still make a difference; forgetting the others keeps the states few.
    private static HashSet<int> ListsAt(IEnumerable<FieldCondition> conditions, EventFields fields) =>
        [.. conditions.SelectMany(condition => fields.At(condition.Path)).SelectMany(value => value.Elements.Lists)];

    private sealed record Step(Evidence Evidence, Step? Previous)
    {
        public static List<Evidence> Unwind(Step? last)
        {
            List<Evidence> all = [];
            for (var step = last; step is not null; step = step.Previous)
            {
                all.Insert(0, step.Evidence);
            }

            return all;
        }
    }
}

/// <summary>What met one condition; without a value the field was absent, as it had to be.</summary>
internal sealed record Evidence(string Path, PlacedValue? Value, IValueMatcher? Matcher);
