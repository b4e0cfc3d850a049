using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.EventBridge.Parsing;

/// <summary>What a pattern asks of one field. A value must satisfy one of the entries.</summary>
/// <param name="Path">The names from the root, joined by dots.</param>
/// <param name="Depth">The number of names in the path; a name may itself contain dots.</param>
/// <param name="Matchers">The entries.</param>
internal sealed record FieldCondition(string Path, int Depth, IReadOnlyList<IValueMatcher> Matchers)
{
    /// <summary>Whether the field may be absent.</summary>
    public bool MatchesAbsence { get; } = Matchers.Any(matcher => matcher.MatchesAbsence);

    /// <summary>The entry that a value satisfies, or null.</summary>
    public IValueMatcher? FirstMatch(EventValue value) => Matchers.FirstOrDefault(matcher => matcher.Matches(value));
}
