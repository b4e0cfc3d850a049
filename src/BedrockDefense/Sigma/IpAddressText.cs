using System.Net;
using System.Net.Sockets;

namespace BedrockDefense.Sigma;

/// <summary>Addresses as logs write them: <see cref="IPAddress"/> itself would also read "1", "0x7f.1" and "::1%eth0".</summary>
internal static class IpAddressText
{
    /// <summary>The address, or null when the text is none.</summary>
    public static IPAddress? Parse(string text)
    {
        if (text.Contains('%', StringComparison.Ordinal) || text.StartsWith('[') || !IPAddress.TryParse(text, out var address))
            return null;
        return address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text ? address : null;
    }
}
