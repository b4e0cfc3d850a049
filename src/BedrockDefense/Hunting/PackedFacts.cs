using System.Buffers.Binary;
using System.Text;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting;

/// <summary>
/// An event's facts as UTF-8 in one piece, each text after its length: correlations keep very many, of which few are
/// ever shown.
/// </summary>
internal readonly record struct PackedFacts(byte[] Bytes)
{
    private const int LengthSize = sizeof(int);
    private const int Missing = -1;

    /// <summary>The event's id, the first of the texts; empty when there is none.</summary>
    public ReadOnlySpan<byte> EventId => Bytes.AsSpan(LengthSize, Math.Max(0, BinaryPrimitives.ReadInt32LittleEndian(Bytes)));

    /// <summary>Packs the texts of some slots.</summary>
    public static PackedFacts Of(RecordFields record, ReadOnlySpan<int> slots)
    {
        var size = 0;
        foreach (var slot in slots)
            size += LengthSize + (record.HasText(slot) ? record.LastUtf8(slot).Length : 0);
        var bytes = new byte[size];
        var rest = bytes.AsSpan();
        foreach (var slot in slots)
        {
            var text = record.HasText(slot) ? record.LastUtf8(slot) : default;
            BinaryPrimitives.WriteInt32LittleEndian(rest, record.HasText(slot) ? text.Length : Missing);
            text.CopyTo(rest[LengthSize..]);
            rest = rest[(LengthSize + text.Length)..];
        }

        return new PackedFacts(bytes);
    }

    /// <summary>Writes them where <see cref="Read"/> finds them.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Bytes.Length);
        writer.Write(Bytes);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static PackedFacts Read(BinaryReader reader) => new(reader.ReadBytes(reader.ReadInt32()));

    public EventFacts Unpack()
    {
        var rest = Bytes.AsSpan();
        return new EventFacts(Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest));
    }

    private static string? Next(ref Span<byte> rest)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        var text = length == Missing ? null : Encoding.UTF8.GetString(rest.Slice(LengthSize, length));
        rest = rest[(LengthSize + Math.Max(0, length))..];
        return text;
    }
}
