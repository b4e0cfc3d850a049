namespace BedrockDefense.Input;

/// <summary>A place in a file a user wrote; line and column count from 1, null where they are not known.</summary>
public sealed record SourceLocation(string File, int? Line = null, int? Column = null)
{
    /// <summary><c>file:line:column</c>, the form editors and terminals make clickable.</summary>
    public override string ToString() => File + (Line is null ? "" : $":{Line}") + (Line is null || Column is null ? "" : $":{Column}");
}

/// <summary>One thing wrong with something a user gave: what is wrong, the bad value and the valid form, and where.</summary>
public sealed record Fault(string Message, SourceLocation? Location = null)
{
    /// <summary>The location, where there is one, then the message.</summary>
    public override string ToString() => Location is null ? Message : $"{Location}: {Message}";
}

/// <summary>
/// What a user gave cannot be used. Carries every fault found, not only the first; the command line prints
/// them and exits with 2. Each kind of document has a subclass of its own.
/// </summary>
public class InvalidInputException(IReadOnlyList<Fault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>All faults, in the order of the document.</summary>
    public IReadOnlyList<Fault> Faults { get; } = faults;

    public InvalidInputException(string message, SourceLocation? location = null)
        : this([new Fault(message, location)]) { }
}
