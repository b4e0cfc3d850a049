namespace BedrockDefense.Hunting.Matching;

/// <summary>A rule ready to be asked.</summary>
/// <param name="Number">Its place among the rules given.</param>
/// <param name="Condition">What must hold.</param>
/// <param name="Slots">The slots its condition looks at.</param>
internal sealed record CompiledRule(int Number, RecordCondition Condition, IReadOnlySet<int> Slots);

/// <summary>The rules that can match a record of some event name.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Fields">The fields they look at.</param>
/// <param name="Gate">What tells that none of them matches; null when only reading the record can.</param>
internal sealed record Candidates(CompiledRule[] Rules, FieldTree Fields, TextGate? Gate);
