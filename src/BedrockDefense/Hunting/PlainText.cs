using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Reading;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting;

/// <summary>Reads texts from the bytes of a record that need not be parsed for them.</summary>
internal static class PlainText
{
    /// <summary>Returns the text after a key, as it is written; empty when there is none, or it is empty.</summary>
    /// <param name="record">The text of the record.</param>
    /// <param name="keyEnd">The position after the quotation mark at the end of the key; 0 when there is no key.</param>
    public static ReadOnlySpan<byte> After(ReadOnlySpan<byte> record, int keyEnd)
    {
        var rest = record[keyEnd..].TrimStart(" \t\r\n"u8);
        if (keyEnd == 0 || rest is not [(byte)':', ..])
        {
            return [];
        }

        rest = rest[1..].TrimStart(" \t\r\n"u8);
        return rest is [(byte)'"', .. var text] && text.IndexOf((byte)'"') is > 0 and var length ? text[..length] : [];
    }

    /// <summary>Returns the time of an event in ticks (UTC), or null when only parsing can tell it.</summary>
    /// <param name="record">The text of the record.</param>
    /// <param name="names">The positions of event names in it.</param>
    public static long? TimeOf(ReadOnlySpan<byte> record, NameKeys names) =>
        RecordShape.TimeBefore(record, names) is { IsEmpty: false } time ? EventTime.Read(time)?.UtcTicks : null;
}
