namespace BedrockDefense.EventBridge.Matching;

/// <summary>
/// Which element of which list a value lies in, for each list around it. Two values may decide one match together
/// only if they lie in the same element of every list they share.
/// </summary>
internal sealed class ElementSet : IEquatable<ElementSet>
{
    // Pairs in the order of the list numbers, which grow with the depth and the position in the event.
    private readonly (int List, int Element)[] _pairs;

    private ElementSet((int List, int Element)[] pairs) => _pairs = pairs;

    /// <summary>In no list, or in none that matters.</summary>
    public static ElementSet None { get; } = new([]);

    /// <summary>The lists concerned.</summary>
    public IEnumerable<int> Lists => _pairs.Select(pair => pair.List);

    /// <summary>The element of a list, or null if that list is not concerned.</summary>
    public int? ElementOf(int list)
    {
        foreach (var pair in _pairs)
        {
            if (pair.List == list)
            {
                return pair.Element;
            }
        }

        return null;
    }

    /// <summary>This set with one element of a further list, whose number is greater than all others.</summary>
    public ElementSet With(int list, int element) => new([.. _pairs, (list, element)]);

    /// <summary>Both sets together, or null if they name different elements of one list.</summary>
    public ElementSet? Combine(ElementSet other)
    {
        if (other._pairs.Length == 0)
        {
            return this;
        }

        var pairs = new List<(int List, int Element)>(_pairs.Length + other._pairs.Length);
        var (i, j) = (0, 0);
        while (i < _pairs.Length && j < other._pairs.Length)
        {
            var (mine, theirs) = (_pairs[i], other._pairs[j]);
            if (mine.List == theirs.List && mine.Element != theirs.Element)
            {
                return null;
            }

            pairs.Add(mine.List <= theirs.List ? mine : theirs);
            i += mine.List <= theirs.List ? 1 : 0;
            j += theirs.List <= mine.List ? 1 : 0;
        }

        pairs.AddRange(_pairs[i..]);
        pairs.AddRange(other._pairs[j..]);
        return new ElementSet([.. pairs]);
    }

    /// <summary>Only what concerns these lists.</summary>
    public ElementSet Within(IReadOnlySet<int> lists) =>
        _pairs.All(pair => lists.Contains(pair.List)) ? this : new([.. _pairs.Where(pair => lists.Contains(pair.List))]);

    public bool Equals(ElementSet? other) => other is not null && _pairs.AsSpan().SequenceEqual(other._pairs);

    public override bool Equals(object? obj) => Equals(obj as ElementSet);

    public override int GetHashCode() => _pairs.Aggregate(0, HashCode.Combine);
}
