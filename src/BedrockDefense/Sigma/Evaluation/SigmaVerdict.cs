namespace BedrockDefense.Sigma.Evaluation;

/// <summary>The answer of a search identifier for an event.</summary>
public sealed record SelectionVerdict(string Name, bool Holds)
{
    /// <inheritdoc/>
    public override string ToString() => Holds ? $"{Name} holds" : $"{Name} does not hold";
}

/// <summary>
/// The answer of a rule for an event, and the search identifiers that decided it. While these keep their answers, no other
/// identifier can change the result.
/// </summary>
public sealed record SigmaVerdict(bool IsMatch, IReadOnlyList<SelectionVerdict> DecidedBy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(IsMatch ? "match" : "no match")}: {string.Join(", ", DecidedBy)}";
}
