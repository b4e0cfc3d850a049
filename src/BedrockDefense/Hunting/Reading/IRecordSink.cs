using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Reading;

/// <summary>Receives the records of a file.</summary>
internal interface IRecordSink
{
    /// <summary>Receives a CloudTrail record.</summary>
    /// <param name="record">The text of the record, which may be invalid JSON.</param>
    /// <param name="offset">
    /// The position of the record in the decompressed file, in bytes. For a record inside a string, it is the position of the item
    /// that contains the string.
    /// </param>
    /// <param name="names">The positions of event names in the record.</param>
    /// <param name="envelope">The EventBridge event around the record; empty when there was none.</param>
    /// <param name="isFinal">Whether the record must be accepted as it is.</param>
    /// <returns>
    /// False to reject a record that is not final, because some of its fields are strings in place of objects, as in exports of
    /// tables. The caller then parses these strings and hands on the record again.
    /// </returns>
    bool Record(ArraySegment<byte> record, long offset, NameKeys names, ReadOnlySpan<byte> envelope, bool isFinal);
}
