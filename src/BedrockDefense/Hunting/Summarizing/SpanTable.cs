using System.Runtime.InteropServices;

namespace BedrockDefense.Hunting.Summarizing;

/// <summary>Sums up calls by a key, of which there may be very many.</summary>
/// <param name="most">The most keys. Whoever makes calls chooses how many there are.</param>
internal sealed class SpanTable<TKey>(int most)
    where TKey : notnull
{
    private readonly Dictionary<TKey, CallSpan> _spans = [];

    /// <summary>The sums.</summary>
    public IReadOnlyDictionary<TKey, CallSpan> Spans => _spans;

    /// <summary>The number of calls whose key was left out, because there are too many.</summary>
    public long More { get; private set; }

    /// <summary>Adds calls.</summary>
    public void Add(TKey key, CallSpan calls)
    {
        if (_spans.Count == most && !_spans.ContainsKey(key))
        {
            More += calls.Calls;
            return;
        }

        ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(_spans, key, out _);
        span = span.With(calls);
    }
}
