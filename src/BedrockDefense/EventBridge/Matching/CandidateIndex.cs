using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>A value of the event, with the entry of the condition that it satisfies, or null.</summary>
internal sealed record Candidate(PlacedValue Value, IValueMatcher? Matcher);

/// <summary>
/// Finds the candidates that may lie in the same list elements. Without this index, an event with one long list would cost
/// the square of the list's length. An attacker can write such an event.
/// </summary>
internal sealed class CandidateIndex(IReadOnlyList<Candidate> candidates)
{
    private readonly Dictionary<int, ILookup<int?, Candidate>> _byList = [];

    /// <summary>
    /// Returns all candidates that agree with at least one of the elements. Some of them may not agree with the others.
    /// </summary>
    public IEnumerable<Candidate> FindNear(ElementSet elements)
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
