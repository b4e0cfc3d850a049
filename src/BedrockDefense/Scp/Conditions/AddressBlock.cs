using System.Globalization;

namespace BedrockDefense.Scp.Conditions;

/// <summary>An IP address or a CIDR block; an address is a block of one. Bits beyond the prefix do not count.</summary>
internal readonly struct AddressBlock
{
    private readonly byte[] _bytes;
    private readonly int _prefix;

    private AddressBlock(byte[] bytes, int prefix) => (_bytes, _prefix) = (bytes, prefix);

    public bool IsSingle => _prefix == _bytes.Length * 8;

    public static bool TryParse(string text, out AddressBlock block)
    {
        block = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (IpAddressText.Parse(slash < 0 ? text : text[..slash]) is not { } address)
        {
            return false;
        }

        var bytes = address.GetAddressBytes();
        var prefix = bytes.Length * 8;
        if (
            slash >= 0
            && (
                !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bytes.Length * 8
            )
        )
        {
            return false;
        }

        block = new AddressBlock(bytes, prefix);
        return true;
    }

    public bool Contains(AddressBlock address) =>
        address._bytes.Length == _bytes.Length && IpAddressText.ShareLeadingBits(address._bytes, _bytes, _prefix);
}
