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
    /// <param name="record">The record.</param>
    /// <param name="slots">Where the texts are.</param>
    /// <param name="whole">The record itself, where it is wanted.</param>
    public static PackedFacts Of(RecordFields record, ReadOnlySpan<int> slots, string? whole)
    {
        var size = LengthSize + (whole is null ? 0 : Encoding.UTF8.GetByteCount(whole));
        foreach (var slot in slots)
        {
            size += LengthSize + (record.HasText(slot) ? record.LastUtf8(slot).Length : 0);
        }

        var bytes = new byte[size];
        var rest = bytes.AsSpan();
        foreach (var slot in slots)
        {
            var text = record.HasText(slot) ? record.LastUtf8(slot) : default;
            BinaryPrimitives.WriteInt32LittleEndian(rest, record.HasText(slot) ? text.Length : Missing);
            text.CopyTo(rest[LengthSize..]);
            rest = rest[(LengthSize + text.Length)..];
        }

        BinaryPrimitives.WriteInt32LittleEndian(rest, whole is null ? Missing : rest.Length - LengthSize);
        if (whole is not null)
        {
            _ = Encoding.UTF8.GetBytes(whole, rest[LengthSize..]);
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

    /// <summary>The facts, and the record itself if it was wanted.</summary>
    public (EventFacts Facts, string? Whole) Unpack()
    {
        var rest = Bytes.AsSpan();
        var facts = new EventFacts(Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest));
        return (facts, Next(ref rest));
    }

    private static string? Next(ref Span<byte> rest)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        var text = length == Missing ? null : Encoding.UTF8.GetString(rest.Slice(LengthSize, length));
        rest = rest[(LengthSize + Math.Max(0, length))..];
        return text;
    }
}
