using System.Net;
using System.Text.RegularExpressions;

namespace BedrockDefense.Input;

/// <summary>
/// Reads IP addresses in the form of policies and logs. <see cref="IPAddress"/> also accepts "1", "0x7f.1", "[::1]" and
/// "fe80::1%eth0", and EventBridge accepts yet another set of forms.
/// </summary>
public static partial class IpAddressText
{
    /// <summary>Returns the address, or null when the text is not an address.</summary>
    public static IPAddress? Parse(string text) =>
        (DottedQuad().IsMatch(text) || HexGroups().IsMatch(text)) && IPAddress.TryParse(text, out var address) ? address : null;

    /// <summary>Returns whether the first <paramref name="count"/> bits of two addresses are equal.</summary>
    public static bool ShareLeadingBits(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int count)
    {
        for (var bit = 0; bit < count; bit++)
        {
            if (((first[bit / 8] ^ second[bit / 8]) & (0x80 >> (bit % 8))) != 0)
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!\z)|\z)){4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DottedQuad();

    [GeneratedRegex(@"^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex HexGroups();
}
