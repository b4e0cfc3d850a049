using System.Collections.Concurrent;
using System.Net;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>
/// Notes which values of the start occur in an event to start from. Otherwise a misspelt address beside a right one would look as if
/// nothing had come from it. All threads share this object.
/// </summary>
internal sealed class StartSightings(InvestigationStart start)
{
    private readonly ConcurrentDictionary<string, bool> _principals = Of(start.Principals);
    private readonly ConcurrentDictionary<string, bool> _addresses = Of(start.Addresses.Select(Canonical));
    private readonly ConcurrentDictionary<string, bool> _events = Of(start.EventIds);

    /// <summary>The values that did not occur.</summary>
    public IReadOnlyList<string> Unseen =>
        [.. Named(_principals, "principal"), .. Named(_addresses, "address"), .. Named(_events, "event")];

    /// <summary>Notes the values of an event to start from.</summary>
    public void See(string? arn, string? role, string? address, string? eventId)
    {
        Remove(_principals, arn);
        Remove(_principals, role);
        Remove(_addresses, address is null || _addresses.IsEmpty ? null : Canonical(address));
        Remove(_events, eventId);
    }

    // An address of IPv6 can be written in several ways.
    private static string Canonical(string address) => IPAddress.TryParse(address, out var parsed) ? parsed.ToString() : address;

    private static ConcurrentDictionary<string, bool> Of(IEnumerable<string> values) =>
        new(values.Distinct().Select(value => KeyValuePair.Create(value, true)));

    private static void Remove(ConcurrentDictionary<string, bool> values, string? value)
    {
        if (value is not null)
        {
            _ = values.TryRemove(value, out _);
        }
    }

    private static IEnumerable<string> Named(ConcurrentDictionary<string, bool> values, string kind) =>
        values.Keys.Order(StringComparer.Ordinal).Select(value => $"{kind} {value}");
}
