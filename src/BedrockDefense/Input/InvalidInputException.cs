namespace BedrockDefense.Input;

/// <summary>A place in a file that a user wrote. The line and the column count from 1, and are null when unknown.</summary>
public sealed record SourceLocation(string File, int? Line = null, int? Column = null)
{
    /// <summary>Returns <c>file:line:column</c>, which editors and terminals turn into a link.</summary>
    public override string ToString() => File + (Line is null ? "" : $":{Line}") + (Line is null || Column is null ? "" : $":{Column}");
}

/// <summary>A fault in the user's input: what is wrong, the bad value, the valid form, and the place.</summary>
public sealed record Fault(string Message, SourceLocation? Location = null)
{
    /// <summary>Returns the location, if there is one, and the message.</summary>
    public override string ToString() => Location is null ? Message : $"{Location}: {Message}";
}

/// <summary>
/// The user's input cannot be used. The exception contains every fault that was found and not only the first. The command line
/// prints them and exits with code 2. Each kind of document has its own subclass.
/// </summary>
public class InvalidInputException(IReadOnlyList<Fault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>All faults, in the order of the document.</summary>
    public IReadOnlyList<Fault> Faults { get; } = faults;

    public InvalidInputException(string message, SourceLocation? location = null)
        : this([new Fault(message, location)]) { }
}
