using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>
/// Reads IP addresses as EventBridge does: dotted IPv4 with decimal parts, or IPv6 of hexadecimal digits and colons. An
/// IPv4-mapped IPv6 address counts as the IPv4 address.
/// </summary>
internal static class EventBridgeAddress
{
    /// <summary>Returns the 4 or 16 bytes of an address, or null for any other text.</summary>
    public static byte[]? Parse(string text) => text.Contains(':', StringComparison.Ordinal) ? ParseVersion6(text) : ParseVersion4(text);

    // IPAddress.TryParse would read leading zeros as octal and accept fewer parts.
    private static byte[]? ParseVersion4(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 4 || text.Length > 15)
        {
            return null;
        }

        var bytes = new byte[4];
        for (var i = 0; i < 4; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 255)
            {
                return null;
            }

            bytes[i] = (byte)number;
        }

        return bytes;
    }

    private static byte[]? ParseVersion6(string text) =>
        text.All(c => c == ':' || char.IsAsciiHexDigit(c))
        && IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes()
            : null;
}
