using BedrockDefense.Hunting.Correlating;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>Finds places by one of their digests.</summary>
/// <remarks>
/// An archive can hold millions of places. Sorting plain numbers, the halves of the digests, takes a tenth of the time of sorting places.
/// </remarks>
internal sealed class PlacesByDigest
{
    private readonly IReadOnlyList<CredentialPlace> _places;
    private readonly Func<CredentialPlace, Digest> _digestOf;
    private readonly ulong[] _halves;
    private readonly int[] _numbers;

    /// <param name="places">The places, which must not change any more.</param>
    /// <param name="digestOf">Returns the digest of a place by which it is found.</param>
    public PlacesByDigest(IReadOnlyList<CredentialPlace> places, Func<CredentialPlace, Digest> digestOf)
    {
        (_places, _digestOf) = (places, digestOf);
        _halves = [.. places.Select(place => digestOf(place).High)];
        _numbers = [.. Enumerable.Range(0, places.Count)];
        Array.Sort(_halves, _numbers);
    }

    /// <summary>Returns the places with a digest.</summary>
    public IEnumerable<CredentialPlace> Find(Digest digest)
    {
        var (low, high) = (0, _halves.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = _halves[middle] < digest.High ? (middle + 1, high) : (low, middle);
        }

        for (; low < _halves.Length && _halves[low] == digest.High; low++)
        {
            if (_places[_numbers[low]] is var place && _digestOf(place) == digest)
            {
                yield return place;
            }
        }
    }
}
