namespace BedrockDefense.Hunting.Scanning;

/// <summary>What becomes of what a scanner finds in a file.</summary>
internal interface IRecordHandler
{
    /// <summary>An object, or a list within a list, that ends: a record, or something else.</summary>
    /// <param name="item">Its text, from bracket to bracket; not yet known to be valid JSON.</param>
    /// <param name="offset">Where it begins, in bytes of the inflated file.</param>
    /// <param name="names">Where in it event names stand.</param>
    void Item(ArraySegment<byte> item, long offset, NameKeys names);

    /// <summary>What stands before, between and after the lists of an object whose list held items.</summary>
    void Beside(ReadOnlySpan<byte> text, long offset);

    /// <summary>The file is not what it should be, at this byte of the inflated file.</summary>
    void Fault(string message, long offset);
}
