namespace BedrockDefense.Sigma;

/// <summary>The type of a correlation: what it counts or orders.</summary>
public enum CorrelationType
{
    /// <summary>The number of events that the rules match.</summary>
    EventCount,

    /// <summary>The number of distinct values of a field.</summary>
    ValueCount,

    /// <summary>The rules that matched, in any order.</summary>
    Temporal,

    /// <summary>The rules that matched, in the given order.</summary>
    TemporalOrdered,
}

/// <summary>The operator that compares a count.</summary>
public enum CountComparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>A limit for a count. All limits of a correlation must be met.</summary>
public sealed record CountCriterion(CountComparison Comparison, long Count);

/// <summary>A Sigma correlation rule (correlation specification 2.1).</summary>
public sealed record SigmaCorrelation : SigmaDocument
{
    public required CorrelationType Type { get; init; }

    /// <summary>The ids or names of the correlated rules, in order.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>The log that the rules read, if the correlation names one. In Sigma, only the rules name it.</summary>
    public LogSource? LogSource { get; init; }

    /// <summary>The locations in the file where the correlation names rules and aliases.</summary>
    internal IReadOnlyDictionary<string, SourceLocation> Places { get; init; } = new Dictionary<string, SourceLocation>();

    /// <summary>The fields or aliases whose values separate the groups; empty for a single group.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    public required TimeSpan Timespan { get; init; }

    /// <summary>The aliases. Each maps the names of rules to fields.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Aliases { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>The limits for the count. Empty for a temporal correlation that needs all of its rules.</summary>
    public IReadOnlyList<CountCriterion> Condition { get; init; } = [];

    /// <summary>The fields whose distinct values are counted by a value count.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>
    /// The name of a rule whose match ends the correlation of all earlier events in the group. For example, a deleted resource was
    /// restored. <c>until</c> is the only key of a correlation that Sigma does not have: Sigma's correlations cannot express that
    /// something did not happen.
    /// </summary>
    public string? Until { get; init; }

    /// <summary>Whether the correlated rules also send their own alerts.</summary>
    public bool Generate { get; init; }

    /// <summary>Returns whether a count meets all limits.</summary>
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
