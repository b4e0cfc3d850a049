using System.Collections.Concurrent;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting;

/// <summary>
/// Notes which of the accounts and Regions in the options occur in any event, whether or not a rule matches it. Otherwise a
/// misspelt account would look as if nothing had happened. All threads share this object.
/// </summary>
internal sealed class Sightings
{
    private readonly ConcurrentDictionary<string, bool> _accounts;
    private readonly ConcurrentDictionary<string, bool> _regions;

    public Sightings(HuntOptions options)
    {
        _accounts = new(Unknown(options.Accounts));
        _regions = new(Unknown(options.Regions));
        IsWaiting = !_accounts.IsEmpty || !_regions.IsEmpty;

        IEnumerable<KeyValuePair<string, bool>> Unknown(IEnumerable<string> names) =>
            names.Where(name => !options.KnownAccountsAndRegions.Contains(name)).Select(name => KeyValuePair.Create(name, true));
    }

    /// <summary>Whether some accounts or Regions did not occur yet, so every event must be examined.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>The accounts and Regions that did not occur.</summary>
    public IReadOnlyList<string> UnseenAccountsAndRegions =>
        [
            .. _accounts.Keys.Order(StringComparer.Ordinal).Select(account => $"account {account}"),
            .. _regions.Keys.Order(StringComparer.Ordinal).Select(region => $"Region {region}"),
        ];

    /// <summary>
    /// Notes the account and the Region of a file that is not read, as its name tells them. The file holds events of theirs, so the
    /// options spell them rightly.
    /// </summary>
    public void See(DeliveredName name)
    {
        _ = _accounts.TryRemove(name.Account, out _);
        _ = _regions.TryRemove(name.Region, out _);
        IsWaiting = !_accounts.IsEmpty || !_regions.IsEmpty;
    }

    /// <summary>Notes the account and the Region of an event.</summary>
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
