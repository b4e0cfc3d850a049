using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting;

/// <summary>Where a match of a rule goes: it is a finding, or one of the events that a correlation looks at.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Id">The id of the detection or hunt.</param>
/// <param name="Correlator">What correlates it; null for a detection.</param>
/// <param name="Number">The rule's number among those of the correlation.</param>
internal sealed record RuleTarget(SigmaRule Rule, string Id, Correlator? Correlator, int Number);
