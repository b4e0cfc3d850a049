using System.Net;
using System.Net.Sockets;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// An address of a network, by arithmetic: Trino's IPADDRESS would read other spellings than the evaluator, and count an
/// IPv4 address written as IPv6 to an IPv4 network.
/// </summary>
internal static class NetworkTest
{
    private const string Octet = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    public static string Write(IPNetwork network, string text)
    {
        if (network.BaseAddress.AddressFamily != AddressFamily.InterNetwork)
        {
            throw new InexpressibleException($"SQL cannot compare IPv6 addresses, which have many spellings, with {network}");
        }

        var first = network.BaseAddress.GetAddressBytes().Aggregate(0L, (number, part) => (number * 256) + part);
        var last = first + (1L << (32 - network.PrefixLength)) - 1;
        var number = string.Join(
            " + ",
            Enumerable.Range(1, 4).Select(part => $"CAST(split_part({text}, '.', {part}) AS bigint) * {1L << (8 * (4 - part))}")
        );
        var isAddress = $@"regexp_like({text}, '\A{Octet}\.{Octet}\.{Octet}\.{Octet}\z')";
        return $"CASE WHEN {isAddress} THEN {number} BETWEEN {first} AND {last} ELSE FALSE END";
    }
}
