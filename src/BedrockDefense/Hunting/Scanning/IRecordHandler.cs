namespace BedrockDefense.Hunting.Scanning;

/// <summary>Receives what a scanner finds in a file.</summary>
internal interface IRecordHandler
{
    /// <summary>Receives an object, or a list within a list: a record or something else.</summary>
    /// <param name="item">The text of the item, from bracket to bracket. It may be invalid JSON.</param>
    /// <param name="offset">The position of the item in the decompressed file, in bytes.</param>
    /// <param name="names">The positions of event names in the item.</param>
    void Item(ArraySegment<byte> item, long offset, NameKeys names);

    /// <summary>Receives the text before, between and after the lists of an object whose list contained items.</summary>
    void TextBeside(ReadOnlySpan<byte> text, long offset);

    /// <summary>Receives a fault of the file at this byte of the decompressed file.</summary>
    void Fault(string message, long offset);
}
