using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>A value of the event and the entry of the condition that it satisfies, if any.</summary>
internal sealed record Candidate(PlacedValue Value, IValueMatcher? Matcher);

/// <summary>
/// Finds the candidates that may lie in the same list elements. Without it, an event with one long list would cost the
/// square of its length, and events are written by whoever is being watched.
/// </summary>
internal sealed class CandidateIndex(IReadOnlyList<Candidate> candidates)
{
    private readonly Dictionary<int, ILookup<int?, Candidate>> _byList = [];

    /// <summary>All candidates that agree with one of the elements, and possibly some that do not agree with the others.</summary>
    public IEnumerable<Candidate> Near(ElementSet elements)
    {
        foreach (var list in elements.Lists)
        {
            if (!_byList.TryGetValue(list, out var byElement))
            {
                _byList[list] = byElement = candidates.ToLookup(candidate => candidate.Value.Elements.ElementOf(list));
            }

            if (!byElement.Contains(null) || byElement.Count > 1)
            {
                return byElement[elements.ElementOf(list)].Concat(byElement[null]);
            }
        }

        return candidates;
    }
}
