using System.Collections.Concurrent;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting;

/// <summary>
/// Which of the accounts and Regions that were asked for occur in any event, found or not: a slip in one of them would
/// otherwise look as if nothing had happened. Shared by all threads.
/// </summary>
internal sealed class Sightings
{
    private readonly ConcurrentDictionary<string, bool> _accounts;
    private readonly ConcurrentDictionary<string, bool> _regions;

    public Sightings(HuntOptions options)
    {
        _accounts = new(options.Accounts.Select(account => KeyValuePair.Create(account, true)));
        _regions = new(options.Regions.Select(region => KeyValuePair.Create(region, true)));
        IsWaiting = !_accounts.IsEmpty || !_regions.IsEmpty;
    }

    /// <summary>Whether some were not seen yet, so that every event must be looked at.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>What was not seen.</summary>
    public IReadOnlyList<string> Unseen =>
        [
            .. _accounts.Keys.Order(StringComparer.Ordinal).Select(account => $"account {account}"),
            .. _regions.Keys.Order(StringComparer.Ordinal).Select(region => $"Region {region}"),
        ];

    /// <summary>Takes an event's.</summary>
    public void See(ShownFields fields, RecordFields record)
    {
        if (fields.Account(record) is { } account)
        {
            _ = _accounts.TryRemove(account, out _);
        }

        if (fields.Region(record) is { } region)
        {
            _ = _regions.TryRemove(region, out _);
        }

        IsWaiting = !_accounts.IsEmpty || !_regions.IsEmpty;
    }
}
