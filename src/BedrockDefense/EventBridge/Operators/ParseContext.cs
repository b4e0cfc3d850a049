namespace BedrockDefense.EventBridge.Operators;

/// <summary>What an operator needs to be parsed: its field, its dialect and a place to report faults.</summary>
internal sealed class ParseContext(PatternDialect dialect)
{
    private readonly List<Fault> _faults = [];

    /// <summary>The faults found so far, in the order of the document.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>The operators and limits of the service that will evaluate the pattern.</summary>
    public PatternDialect Dialect { get; } = dialect;

    /// <summary>The dotted path of the field being parsed.</summary>
    public string Path { get; set; } = "";

    /// <summary>
    /// Records a fault of the field that is being parsed, at the place of <paramref name="node"/>. Returns null, so that a
    /// parser can return the result of this call.
    /// </summary>
    public IValueMatcher? Refuse(LocatedJson node, string message)
    {
        var path = Path.Length == 0 ? "" : VisibleText.Of(Path, VisibleText.Excerpt) + ": ";
        _faults.Add(new Fault(path + message, node.At));
        return null;
    }
}
