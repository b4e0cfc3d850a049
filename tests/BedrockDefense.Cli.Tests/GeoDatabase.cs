using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BedrockDefense.Cli.Tests;

/// <summary>Writes databases in MaxMind's format ("MaxMind DB File Format Specification", version 2.0), with records of 24 bits.</summary>
/// <param name="type">The type of the database, such as <c>GeoLite2-City</c>.</param>
/// <param name="version">The version of IP of its addresses: 4 or 6.</param>
internal sealed class GeoDatabase(string type, int version = 6)
{
    private const int Separator = 16;

    private static readonly string[] Languages = ["en"];

    private readonly List<int?[]> _nodes =
    [
        [null, null],
    ];
    private readonly List<byte> _data = [];

    /// <summary>Adds what the database tells of a network.</summary>
    /// <param name="network">The network, such as <c>203.0.113.0/24</c>.</param>
    /// <param name="record">Texts, numbers and maps of them.</param>
    public GeoDatabase Add(string network, Dictionary<string, object> record)
    {
        var address = IPNetwork.Parse(network);
        var isFour = address.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        byte[] bytes =
            isFour && version == 6 ? [.. new byte[12], .. address.BaseAddress.GetAddressBytes()] : address.BaseAddress.GetAddressBytes();
        var length = address.PrefixLength + (isFour && version == 6 ? 96 : 0);
        var node = 0;
        for (var bit = 0; bit < length - 1; bit++)
        {
            ref var next = ref _nodes[node][Bit(bytes, bit)];
            if (next is null)
            {
                next = _nodes.Count;
                _nodes.Add([null, null]);
            }

            node = next.Value;
        }

        // A negative number stands for a place in the data until the number of nodes is known.
        _nodes[node][Bit(bytes, length - 1)] = -1 - _data.Count;
        Append(_data, record);
        return this;
    }

    /// <summary>Returns the bytes of the database.</summary>
    public byte[] ToArray()
    {
        var file = new List<byte>();
        Span<byte> number = stackalloc byte[4];
        foreach (var record in _nodes.SelectMany(node => node))
        {
            BinaryPrimitives.WriteInt32BigEndian(
                number,
                record is null ? _nodes.Count
                    : record < 0 ? _nodes.Count + Separator + (-1 - record.Value)
                    : record.Value
            );
            file.AddRange(number[1..]);
        }

        file.AddRange(new byte[Separator]);
        file.AddRange(_data);
        file.AddRange([0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8]);
        Append(
            file,
            new Dictionary<string, object>
            {
                ["node_count"] = (uint)_nodes.Count,
                ["record_size"] = (ushort)24,
                ["ip_version"] = (ushort)version,
                ["database_type"] = type,
                ["languages"] = Languages,
                ["binary_format_major_version"] = (ushort)2,
                ["binary_format_minor_version"] = (ushort)0,
                ["build_epoch"] = 1_795_000_000UL,
                ["description"] = new Dictionary<string, object> { ["en"] = "made for a test" },
            }
        );
        return [.. file];
    }

    private static int Bit(byte[] bytes, int bit) => (bytes[bit / 8] >> (7 - (bit % 8))) & 1;

    private static void Append(List<byte> bytes, object value)
    {
        const int Text = 2,
            UInt16 = 5,
            UInt32 = 6,
            Map = 7,
            UInt64 = 9,
            List = 11;
        switch (value)
        {
            case string text:
                var utf8 = Encoding.UTF8.GetBytes(text);
                AppendControl(bytes, Text, utf8.Length);
                bytes.AddRange(utf8);
                break;
            case ushort number:
                AppendNumber(bytes, UInt16, number);
                break;
            case uint number:
                AppendNumber(bytes, UInt32, number);
                break;
            case ulong number:
                AppendNumber(bytes, UInt64, number);
                break;
            case string[] texts:
                AppendControl(bytes, List, texts.Length);
                Array.ForEach(texts, text => Append(bytes, text));
                break;
            case Dictionary<string, object> map:
                AppendControl(bytes, Map, map.Count);
                foreach (var (key, member) in map)
                {
                    Append(bytes, key);
                    Append(bytes, member);
                }

                break;
            default:
                throw new NotSupportedException($"{value}");
        }
    }

    private static void AppendNumber(List<byte> bytes, int type, ulong number)
    {
        Span<byte> all = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(all, number);
        var significant = all.TrimStart((byte)0);
        AppendControl(bytes, type, significant.Length);
        bytes.AddRange(significant);
    }

    // Types above 7 stand in a second byte. Lengths from 29 on stand in a further one.
    private static void AppendControl(List<byte> bytes, int type, int length)
    {
        bytes.Add((byte)(((type > 7 ? 0 : type) << 5) | Math.Min(length, 29)));
        if (type > 7)
        {
            bytes.Add((byte)(type - 7));
        }

        if (length >= 29)
        {
            bytes.Add((byte)(length - 29));
        }
    }
}
