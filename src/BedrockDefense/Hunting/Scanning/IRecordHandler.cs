namespace BedrockDefense.Hunting.Scanning;

/// <summary>What becomes of what a scanner finds in a file.</summary>
internal interface IRecordHandler
{
    /// <summary>Whether every record is wanted, not only those that might hold an event name that matters.</summary>
    bool WantsEveryRecord { get; }

    /// <summary>A record that ends.</summary>
    /// <param name="record">Its text, from brace to brace; not yet known to be valid JSON.</param>
    /// <param name="offset">Where it begins, in bytes of the inflated file.</param>
    /// <param name="nameKeys">Where in the record, at any depth, <c>"eventName"</c> ends as a text of its own.</param>
    /// <param name="isObscure">Whether there may be more such places: a <c>\u</c> escape somewhere, or too many of them.</param>
    void Record(ArraySegment<byte> record, long offset, ReadOnlySpan<int> nameKeys, bool isObscure);

    /// <summary>An object at the top with neither a list <c>Records</c> nor a plain event name: a digest, say.</summary>
    void Stray(ReadOnlySpan<byte> value, long offset);

    /// <summary>The file is not what it should be, at this byte of the inflated file.</summary>
    void Fault(string message, long offset);
}
