using BedrockDefense.EventBridge.Operators;
using BedrockDefense.EventBridge.Parsing;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>One alternative of a pattern. All its conditions must be met, by values that lie in the same list elements.</summary>
internal sealed class Alternative(IReadOnlyDictionary<string, FieldCondition> conditions)
{
    // The engine checks the fields in this order, and the order matters. It judges whether a field is absent within the list
    // elements that earlier fields have chosen.
    private readonly FieldCondition[] _conditions = [.. conditions.Values.OrderBy(condition => condition.Path, StringComparer.Ordinal)];

    public IReadOnlyList<FieldCondition> Conditions => _conditions;

    /// <summary>Returns the values that met the conditions, or null if a condition is not met.</summary>
    public IReadOnlyList<Evidence>? Match(EventFields fields)
    {
        var states = new Dictionary<ElementSet, Step?> { [ElementSet.None] = null };
        for (var i = 0; i < _conditions.Length && states.Count > 0; i++)
        {
            states = Advance(states, _conditions[i], fields, FindLists(_conditions[(i + 1)..], fields));
        }

        return states.Count == 0 ? null : Step.Unwind(states.Values.First());
    }

    /// <summary>Returns the conditions that no value of the event meets, even when each is tested without the others.</summary>
    public IEnumerable<FieldCondition> FindUnmetConditions(EventFields fields) =>
        _conditions.Where(condition =>
            fields.ValuesAt(condition.Path) is var values
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
            .. fields.ValuesAt(condition.Path).Select(value => new Candidate(value, condition.FirstMatch(value))),
        ]);
        Dictionary<ElementSet, Step?> next = [];
        foreach (var (elements, step) in states)
        {
            var present = false;
            foreach (var (value, matcher) in candidates.FindNear(elements))
            {
                if (elements.Combine(value.Elements) is not { } combined)
                {
                    continue;
                }

                present = true;
                if (matcher is not null)
                {
                    next.TryAdd(combined.RestrictTo(laterLists), new Step(new Evidence(condition.Path, value, matcher), step));
                }
            }

            if (!present && condition.MatchesAbsence)
            {
                next.TryAdd(elements.RestrictTo(laterLists), new Step(new Evidence(condition.Path, null, null), step));
            }
        }

        return next;
    }

    // Only the lists that later fields lie in can still change the result. Dropping the others keeps the number of states
    // small.
    private static HashSet<int> FindLists(IEnumerable<FieldCondition> conditions, EventFields fields) =>
        [.. conditions.SelectMany(condition => fields.ValuesAt(condition.Path)).SelectMany(value => value.Elements.Lists)];

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

/// <summary>The value that met one condition. The value is null if the condition asks for the field to be absent.</summary>
internal sealed record Evidence(string Path, PlacedValue? Value, IValueMatcher? Matcher);
