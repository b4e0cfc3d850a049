namespace BedrockDefense.Hunting;

/// <summary>A fault of a file: something in it is wrong, or it could not be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Message">A description of the fault.</param>
/// <param name="Offset">The position of the fault in bytes after decompression; null when the file could not be opened.</param>
public sealed record FileFault(string File, string Message, long? Offset)
{
    /// <summary>Returns the file, the position and the message on one line, without characters that could control a terminal.</summary>
    public override string ToString() =>
        VisibleText.Of(Offset is null ? $"{File}: {Message}" : FormattableString.Invariant($"{File}: at byte {Offset}: {Message}"));
}
