using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace BedrockDefense.Scp.Conditions;

/// <summary>An IP address (a block of one) or a CIDR block; bits beyond the prefix do not count.</summary>
internal readonly partial struct AddressBlock
{
    private readonly byte[] _bytes;
    private readonly int _prefix;

    private AddressBlock(byte[] bytes, int prefix) => (_bytes, _prefix) = (bytes, prefix);

    public bool IsSingle => _prefix == _bytes.Length * 8;

    public static bool TryParse(string text, out AddressBlock block)
    {
        block = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];

        // IPAddress also takes "1", "0x7f.1", "[::1]" and "fe80::1%eth0", which IAM does not.
        if (!(DottedQuad().IsMatch(address) || HexGroups().IsMatch(address)) || !IPAddress.TryParse(address, out var parsed))
            return false;
        var bytes = parsed.GetAddressBytes();
        var prefix = bytes.Length * 8;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bytes.Length * 8))
            return false;
        block = new AddressBlock(bytes, prefix);
        return true;
    }

    public bool Contains(AddressBlock address)
    {
        if (address._bytes.Length != _bytes.Length)
            return false;
        for (var bit = 0; bit < _prefix; bit++)
        {
            if (((_bytes[bit / 8] ^ address._bytes[bit / 8]) & (0x80 >> (bit % 8))) != 0)
                return false;
        }

        return true;
    }

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!\z)|\z)){4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DottedQuad();

    [GeneratedRegex(@"^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex HexGroups();
}
