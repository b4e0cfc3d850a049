namespace BedrockDefense.Hunting.Matching;

/// <summary>A rule ready to be asked.</summary>
/// <param name="Number">Its place among the rules given.</param>
/// <param name="Condition">What must hold.</param>
/// <param name="Slots">The slots its condition looks at.</param>
internal sealed record CompiledRule(int Number, RecordCondition Condition, IReadOnlySet<int> Slots);

/// <summary>The rules that can match a record of some event name, and the fields they look at.</summary>
internal sealed record Candidates(CompiledRule[] Rules, FieldTree Fields);
