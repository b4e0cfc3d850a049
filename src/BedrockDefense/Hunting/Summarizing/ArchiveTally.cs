using System.Runtime.InteropServices;
using BedrockDefense.Hunting.Activity;

namespace BedrockDefense.Hunting.Summarizing;

/// <summary>Sums up the events of an archive. All threads share it, because it can hold very many access keys.</summary>
internal sealed class ArchiveTally
{
    /// <summary>The most access keys, and the most rows of each other list.</summary>
    public const int MostRows = 500_000;

    private readonly SpanTable<(string Name, string Principal, string Account, string Region)> _logging = new(MostRows);
    private readonly SpanTable<(string Principal, string Api, string Error)> _refused = new(MostRows);
    private readonly SpanTable<string> _accounts = new(MostRows);
    private readonly SpanTable<string> _regions = new(MostRows);
    private readonly Dictionary<string, KeyUse> _keys = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private CallSpan _all;
    private long _moreKeys;

    /// <summary>The number of events.</summary>
    public long Events { get; private set; }

    /// <summary>The number of events without a readable time, which are counted but in no list.</summary>
    public long EventsWithoutTime { get; private set; }

    /// <summary>The number of calls that are in no list, because the list has too many rows.</summary>
    public long MoreCalls => _logging.More + _refused.More + _accounts.More + _regions.More + _moreKeys;

    /// <summary>Adds an event.</summary>
    public void Add(in SummarizedCall call)
    {
        lock (_lock)
        {
            AddAlone(call);
        }
    }

    /// <summary>Returns the lines of the summary.</summary>
    /// <param name="most">The most lines of refused calls, and of access keys.</param>
    public IReadOnlyList<ArchiveLine> Lines(int most)
    {
        // After an interruption a thread may still be adding.
        lock (_lock)
        {
            return [.. LinesAlone(most)];
        }
    }

    /// <summary>The number of refused rows and of access keys.</summary>
    public (int Refused, int AccessKeys) Rows => (_refused.Spans.Count, _keys.Count);

    private IEnumerable<ArchiveLine> LinesAlone(int most)
    {
        yield return new OverviewLine(
            Events,
            _all.Refused,
            _all.Calls == 0 ? null : _all.First,
            _all.Calls == 0 ? null : _all.Last,
            Counts(_accounts),
            Counts(_regions)
        );
        foreach (var ((name, principal, account, region), calls) in _logging.Spans.OrderBy(row => row.Value.First).ThenBy(row => row.Key))
        {
            yield return new LoggingAccessLine(name, principal, account, region, calls);
        }

        foreach (
            var ((principal, api, error), calls) in _refused
                .Spans.OrderByDescending(row => row.Value.Calls)
                .ThenBy(row => row.Value.First)
                .ThenBy(row => row.Key)
                .Take(most)
        )
        {
            yield return new RefusedLine(principal, api, error, calls);
        }

        foreach (
            var (key, use) in _keys
                .OrderByDescending(row => row.Value.Calls.First)
                .ThenBy(row => row.Key, StringComparer.Ordinal)
                .Take(most)
        )
        {
            yield return new AccessKeyLine(key, use.Principal, use.Account, use.Calls);
        }
    }

    private void AddAlone(in SummarizedCall call)
    {
        Events++;
        if (call.Time is not { } time)
        {
            EventsWithoutTime++;
            return;
        }

        var span = new CallSpan(1, call.ErrorCode is null ? 0 : 1, time.UtcTicks, time.UtcTicks);
        _all = _all.With(span);
        _accounts.Add(call.Account, span);
        _regions.Add(call.Region, span);
        if (call.AccessKey is { } key)
        {
            Add(key, new KeyUse(span, call.Principal, call.Account));
        }

        if (call.ErrorCode is { } error)
        {
            _refused.Add((call.Principal, call.Api, error), span);
        }

        if (call.IsOfLogging)
        {
            _logging.Add((call.Name, call.Principal, call.Account, call.Region), span);
        }
    }

    private static List<CallCount> Counts(SpanTable<string> table) =>
        [
            .. table
                .Spans.Select(row => new CallCount(row.Key, row.Value.Calls, row.Value.Refused))
                .OrderByDescending(row => row.Calls)
                .ThenBy(row => row.Value, StringComparer.Ordinal),
        ];

    private void Add(string key, KeyUse use)
    {
        if (_keys.Count == MostRows && !_keys.ContainsKey(key))
        {
            _moreKeys += use.Calls.Calls;
            return;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out _);
        known = known.With(use);
    }
}
