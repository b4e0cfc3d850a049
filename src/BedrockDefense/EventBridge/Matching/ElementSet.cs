namespace BedrockDefense.EventBridge.Matching;

/// <summary>
/// Says in which element of each surrounding list a value lies. Two values may decide a match together only if they lie in
/// the same element of every list they share.
/// </summary>
internal sealed class ElementSet : IEquatable<ElementSet>
{
    // The pairs are sorted by list number. A list's number grows with its depth and its position in the event.
    private readonly (int List, int Element)[] _pairs;

    private ElementSet((int List, int Element)[] pairs) => _pairs = pairs;

    /// <summary>The set of a value that lies in no list, or in none that can still matter.</summary>
    public static ElementSet None { get; } = new([]);

    /// <summary>The numbers of the lists.</summary>
    public IEnumerable<int> Lists => _pairs.Select(pair => pair.List);

    /// <summary>Returns the element of a list, or null if the set does not contain the list.</summary>
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

    /// <summary>Returns this set with an element of a further list. The number of that list must be the greatest.</summary>
    public ElementSet With(int list, int element) => new([.. _pairs, (list, element)]);

    /// <summary>Returns the union of both sets, or null if they name different elements of one list.</summary>
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

    /// <summary>Returns this set with only these lists.</summary>
    public ElementSet RestrictTo(IReadOnlySet<int> lists) =>
        _pairs.All(pair => lists.Contains(pair.List)) ? this : new([.. _pairs.Where(pair => lists.Contains(pair.List))]);

    public bool Equals(ElementSet? other) => other is not null && _pairs.AsSpan().SequenceEqual(other._pairs);

    public override bool Equals(object? obj) => Equals(obj as ElementSet);

    public override int GetHashCode() => _pairs.Aggregate(0, HashCode.Combine);
}
