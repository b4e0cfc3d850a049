namespace BedrockDefense.Sigma;

/// <summary>What a correlation counts or orders.</summary>
public enum CorrelationType
{
    /// <summary>Events of the referred rules.</summary>
    EventCount,

    /// <summary>Distinct values of a field.</summary>
    ValueCount,

    /// <summary>Referred rules that matched, in any order.</summary>
    Temporal,

    /// <summary>Referred rules that matched, in the order given.</summary>
    TemporalOrdered,
}

/// <summary>How a count is compared.</summary>
public enum CountComparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>One bound on a count; several mean all of them.</summary>
public sealed record CountCriterion(CountComparison Comparison, long Count);

/// <summary>A Sigma correlation rule (correlation specification 2.1).</summary>
public sealed record SigmaCorrelation : SigmaDocument
{
    public required CorrelationType Type { get; init; }

    /// <summary>The ids or names of the rules correlated, in order.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>The log that its rules read, where it says so itself; Sigma leaves that to the rules.</summary>
    public LogSource? LogSource { get; init; }

    /// <summary>Where the rules and aliases that it names stand in its file.</summary>
    internal IReadOnlyDictionary<string, SourceLocation> Places { get; init; } = new Dictionary<string, SourceLocation>();

    /// <summary>The fields, or aliases, whose values separate the groups; empty for one group.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    public required TimeSpan Timespan { get; init; }

    /// <summary>Alias to rule name to field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Aliases { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>The bounds on the count; empty for a temporal correlation that wants all its rules.</summary>
    public IReadOnlyList<CountCriterion> Condition { get; init; } = [];

    /// <summary>The fields whose distinct values a value count counts.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>
    /// The name of a rule whose match ends what came before it in the group, such as the restoring of what was deleted. The
    /// one custom key of a correlation, <c>until</c>: Sigma's correlations cannot say that something did not happen.
    /// </summary>
    public string? Until { get; init; }

    /// <summary>Whether the referred rules also alert by themselves.</summary>
    public bool Generate { get; init; }

    /// <summary>Whether a count is within all bounds.</summary>
    public bool IsMetBy(long count) =>
        Condition.All(criterion =>
            criterion.Comparison switch
            {
                CountComparison.Equal => count == criterion.Count,
                CountComparison.NotEqual => count != criterion.Count,
                CountComparison.Less => count < criterion.Count,
                CountComparison.LessOrEqual => count <= criterion.Count,
                CountComparison.Greater => count > criterion.Count,
                _ => count >= criterion.Count,
            }
        );
}
