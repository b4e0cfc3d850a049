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
