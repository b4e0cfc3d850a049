using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Reading;

/// <summary>Takes the records of a file.</summary>
internal interface IRecordSink
{
    /// <summary>A CloudTrail record.</summary>
    /// <param name="record">Its text, which may still be no valid JSON.</param>
    /// <param name="offset">
    /// Where it begins in the inflated file, in bytes; of one within a text, where the item begins that has the text.
    /// </param>
    /// <param name="names">Where in it event names stand.</param>
    /// <param name="envelope">The EventBridge event that it came in, if it did.</param>
    /// <param name="isFinal">Whether it is to be taken as it is.</param>
    /// <returns>
    /// False when, unless it is final, fields that are objects are texts in it, as in exports of tables; it is then given once
    /// more.
    /// </returns>
    bool Record(ArraySegment<byte> record, long offset, NameKeys names, ReadOnlySpan<byte> envelope, bool isFinal);
}
