using System.Globalization;
using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary><c>{"cidr": "203.0.113.0/24"}</c>: the value is an IPv4 or IPv6 address inside a network.</summary>
/// <remarks>
/// The rule engine compares an IPv6 address with an IPv4 network by the leading bits of the address. So 0.0.0.0/0 contains
/// every IPv6 address too.
/// </remarks>
internal sealed class CidrMatcher(byte[] network, int bits, string description) : IValueMatcher
{
    public string Description => description;

    public bool Matches(EventValue value) =>
        value.Kind == JsonValueKind.String
        && EventBridgeAddress.Parse(value.Text) is { } address
        && address.Length >= network.Length
        && IpAddressText.ShareLeadingBits(address, network, bits);

    public static IValueMatcher? Parse(LocatedJson argument, ParseContext context)
    {
        if (
            argument.Kind == JsonValueKind.String
            && argument.Text.Split('/') is [var ip, var length]
            && EventBridgeAddress.Parse(ip) is { } network
            && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            && bits < network.Length * 8
        )
        {
            return new CidrMatcher(network, bits, $"cidr {argument.Display()}");
        }

        return context.Refuse(
            argument,
            "cidr takes an IPv4 network of /0 to /31 or an IPv6 network of /0 to /127, such as \"203.0.113.0/24\","
                + $" not {argument.Display()}; write a single address as a plain string"
        );
    }
}
