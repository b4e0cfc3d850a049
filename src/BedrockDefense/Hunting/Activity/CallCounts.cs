using System.Runtime.InteropServices;

namespace BedrockDefense.Hunting.Activity;

/// <summary>Counts calls by a value.</summary>
internal sealed class CallCounts(ValueBudget budget)
{
    private readonly Dictionary<string, (long Calls, long Refused)> _counts = new(StringComparer.Ordinal);

    /// <summary>The number of values that were not counted, because there are more than can be kept.</summary>
    public long More { get; private set; }

    /// <summary>The counts, from the most frequent value to the rarest.</summary>
    public IReadOnlyList<CallCount> Sorted =>
        [
            .. _counts
                .Select(one => new CallCount(one.Key, one.Value.Calls, one.Value.Refused))
                .OrderByDescending(one => one.Calls)
                .ThenBy(one => one.Value, StringComparer.Ordinal),
        ];

    /// <summary>Counts a call; without a value it does nothing.</summary>
    public void Add(string? value, bool isRefused)
    {
        if (value is null)
        {
            return;
        }

        if (!_counts.ContainsKey(value) && !budget.TryTake())
        {
            More++;
            return;
        }

        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, value, out _);
        count = (count.Calls + 1, count.Refused + (isRefused ? 1 : 0));
    }
}
