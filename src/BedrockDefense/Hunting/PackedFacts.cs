using System.Buffers.Binary;
using System.Text;

namespace BedrockDefense.Hunting;

/// <summary>
/// The facts of an event as UTF-8 in one array, each text after its length. This form saves memory: correlations keep very many
/// events, and few of them are ever shown.
/// </summary>
internal readonly record struct PackedFacts(byte[] Bytes)
{
    private const int LengthSize = sizeof(int);
    private const int MissingLength = -1;

    /// <summary>The id of the event, which is the first text; empty when there is none.</summary>
    public ReadOnlySpan<byte> EventId => Bytes.AsSpan(LengthSize, Math.Max(0, BinaryPrimitives.ReadInt32LittleEndian(Bytes)));

    /// <summary>Packs the facts of an event. A text that the event does not have is null.</summary>
    /// <param name="texts">
    /// The id, the time, the account, the Region, the name of the call, the caller, the address and the whole record.
    /// </param>
    public static PackedFacts Of(ReadOnlySpan<byte[]?> texts)
    {
        var size = 0;
        foreach (var text in texts)
        {
            size += LengthSize + (text?.Length ?? 0);
        }

        var bytes = new byte[size];
        var rest = bytes.AsSpan();
        foreach (var text in texts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, text?.Length ?? MissingLength);
            text.CopyTo(rest[LengthSize..]);
            rest = rest[(LengthSize + (text?.Length ?? 0))..];
        }

        return new PackedFacts(bytes);
    }

    /// <summary>Writes the facts in the form that <see cref="Read"/> expects.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Bytes.Length);
        writer.Write(Bytes);
    }

    /// <summary>Reads facts that <see cref="Write"/> wrote.</summary>
    public static PackedFacts Read(BinaryReader reader) => new(reader.ReadBytes(reader.ReadInt32()));

    /// <summary>Returns the facts, and the whole record if it was packed.</summary>
    public (EventFacts Facts, string? Whole) Unpack()
    {
        var rest = Bytes.AsSpan();
        var facts = new EventFacts(Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest))
        {
            Address = Next(ref rest),
        };
        return (facts, Next(ref rest));
    }

    private static string? Next(ref Span<byte> rest)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        var text = length == MissingLength ? null : Encoding.UTF8.GetString(rest.Slice(LengthSize, length));
        rest = rest[(LengthSize + Math.Max(0, length))..];
        return text;
    }
}
