using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BedrockDefense.Hunting.Activity;

/// <summary>What of a call is compared. The same code names the traits of the calls before and of those after.</summary>
internal static class CallTraits
{
    private const int NetworkBytes4 = 3;
    private const int NetworkBytes6 = 6;

    private static readonly string[] Hours =
    [
        .. Enumerable.Range(0, 24).Select(hour => hour.ToString("00", CultureInfo.InvariantCulture) + ":00"),
    ];

    /// <summary>Returns the hour of a time, in UTC.</summary>
    public static string Hour(DateTimeOffset time) => Hours[time.UtcDateTime.Hour];

    /// <summary>Returns the network of an address; null when it is none, such as the name of a service.</summary>
    public static string? Network(string? address)
    {
        // The framework also takes a number for an address.
        if (address is null || address.AsSpan().IndexOfAny('.', ':') < 0 || !IPAddress.TryParse(address, out var parsed))
        {
            return null;
        }

        parsed = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        var bytes = parsed.GetAddressBytes();
        var kept = parsed.AddressFamily == AddressFamily.InterNetwork ? NetworkBytes4 : NetworkBytes6;
        bytes.AsSpan(kept).Clear();
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{kept * 8}");
    }
}
