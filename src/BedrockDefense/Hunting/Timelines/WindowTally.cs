using System.Runtime.InteropServices;

namespace BedrockDefense.Hunting.Timelines;

/// <summary>Counts the invocations in blind windows. All threads share it.</summary>
internal sealed class WindowTally(IReadOnlyList<BlindWindow> windows)
{
    private const int MostRows = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(int Window, string Model, string Principal), long> _counts = [];
    private readonly long[] _more = new long[windows.Count];
    private readonly ILookup<(string, string), int> _byPlace = Enumerable
        .Range(0, windows.Count)
        .ToLookup(number => (windows[number].Account, windows[number].Region));

    // The windows of all accounts and Regions in order of time, those that overlap as one.
    private readonly List<(long From, long To)> _spans = SpansOf(windows);

    /// <summary>The windows with what is inside.</summary>
    public IReadOnlyDictionary<BlindWindow, BlindWindow> Counted =>
        windows
            .Select((window, number) => (window, number))
            .ToDictionary(
                one => one.window,
                one =>
                    one.window with
                    {
                        Invocations =
                        [
                            .. _counts
                                .Where(row => row.Key.Window == one.number)
                                .Select(row => new BlindInvocations(row.Key.Model, row.Key.Principal, row.Value))
                                .OrderByDescending(row => row.Count)
                                .ThenBy(row => row.Model, StringComparer.Ordinal)
                                .ThenBy(row => row.Principal, StringComparer.Ordinal),
                        ],
                        MoreInvocations = _more[one.number],
                    }
            );

    /// <summary>Returns whether a time is in a window, of whatever account and Region.</summary>
    /// <param name="ticks">The time in ticks (UTC).</param>
    public bool MayContain(long ticks)
    {
        var (low, high) = (0, _spans.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = _spans[middle].To < ticks ? (middle + 1, high) : (low, middle);
        }

        return low < _spans.Count && _spans[low].From <= ticks;
    }

    /// <summary>Counts an invocation in the windows that it is in.</summary>
    public void Add(string account, string region, DateTimeOffset time, string? model, string? principal)
    {
        foreach (var number in _byPlace[(account, region)])
        {
            if (windows[number].Contains(time))
            {
                Add((number, model ?? "—", principal ?? "—"));
            }
        }
    }

    private static List<(long From, long To)> SpansOf(IReadOnlyList<BlindWindow> windows)
    {
        var spans = new List<(long From, long To)>();
        foreach (var window in windows.OrderBy(window => window.From))
        {
            var (from, to) = (window.From.UtcTicks, window.To?.UtcTicks ?? long.MaxValue);
            if (spans is [.., var last] && from <= last.To)
            {
                spans[^1] = (last.From, Math.Max(last.To, to));
            }
            else
            {
                spans.Add((from, to));
            }
        }

        return spans;
    }

    private void Add((int Window, string, string) row)
    {
        lock (_lock)
        {
            if (_counts.Count == MostRows && !_counts.ContainsKey(row))
            {
                _more[row.Window]++;
                return;
            }

            CollectionsMarshal.GetValueRefOrAddDefault(_counts, row, out _)++;
        }
    }
}
