namespace BedrockDefense.Hunting.Matching;

/// <summary>A rule with its condition compiled for records.</summary>
/// <param name="Number">The index of the rule among the given rules.</param>
/// <param name="Condition">The condition that a record must fulfil.</param>
/// <param name="Slots">The slots of the fields that the condition reads.</param>
/// <param name="NeededTexts">Texts of which a matching record has at least one; null when it need not have any.</param>
internal sealed record CompiledRule(int Number, RecordCondition Condition, IReadOnlySet<int> Slots, IReadOnlySet<string>? NeededTexts);

/// <summary>The rules that can match a record with a certain event name.</summary>
/// <param name="Number">The number of these rules among all that records can have.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Fields">The fields that the rules read.</param>
/// <param name="Gate">A quick test that can prove that no rule matches; null when only reading the record can tell.</param>
internal sealed record Candidates(int Number, CompiledRule[] Rules, FieldTree Fields, TextGate? Gate);
