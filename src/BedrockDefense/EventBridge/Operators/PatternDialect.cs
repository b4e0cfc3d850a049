namespace BedrockDefense.EventBridge.Operators;

/// <summary>The differences between the services that share this pattern language.</summary>
/// <param name="Operators">The operators by name.</param>
/// <param name="Exclusions">The operators that anything-but may contain.</param>
/// <param name="AffixesIgnoreCase">Whether prefix and suffix may contain equals-ignore-case.</param>
/// <param name="OrIsFieldName">Whether <c>$or</c> is read as an ordinary field name.</param>
/// <param name="NumberFault">Says what is wrong with a number that the service cannot compare, or returns null.</param>
internal sealed record PatternDialect(
    IReadOnlyDictionary<string, OperatorParser> Operators,
    IReadOnlyDictionary<string, Exclusion> Exclusions,
    bool AffixesIgnoreCase,
    bool OrIsFieldName,
    Func<string, string?> NumberFault
);

/// <summary>An operator inside anything-but.</summary>
/// <param name="Parse">Reads one string.</param>
/// <param name="TakesList">Whether the operator also accepts a list of strings.</param>
internal sealed record Exclusion(OperatorParser Parse, bool TakesList = true);
