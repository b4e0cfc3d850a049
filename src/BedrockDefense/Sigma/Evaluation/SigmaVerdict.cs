namespace BedrockDefense.Sigma.Evaluation;

/// <summary>What a search identifier said of an event.</summary>
public sealed record SelectionVerdict(string Name, bool Holds)
{
    /// <inheritdoc/>
    public override string ToString() => Holds ? $"{Name} holds" : $"{Name} does not hold";
}

/// <summary>
/// Whether a rule matches an event, and the search identifiers that settle it: with these as they are, no other could change the
/// answer.
/// </summary>
public sealed record SigmaVerdict(bool IsMatch, IReadOnlyList<SelectionVerdict> DecidedBy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(IsMatch ? "match" : "no match")}: {string.Join(", ", DecidedBy)}";
}
