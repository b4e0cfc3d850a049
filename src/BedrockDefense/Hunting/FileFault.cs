namespace BedrockDefense.Hunting;

/// <summary>What is wrong with a file, or could not be read of it.</summary>
/// <param name="File">The file.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Offset">Where, in bytes after inflating; null when it could not be opened.</param>
public sealed record FileFault(string File, string Message, long? Offset)
{
    /// <summary>The file, the place and the message, on one line, with nothing in it that a terminal would obey.</summary>
    public override string ToString() =>
        VisibleText.Of(Offset is null ? $"{File}: {Message}" : FormattableString.Invariant($"{File}: at byte {Offset}: {Message}"));
}
