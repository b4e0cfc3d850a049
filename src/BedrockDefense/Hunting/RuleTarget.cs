using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting;

/// <summary>The use of a rule's matches: each is a finding, or an event for a correlation.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Id">The id of the detection or hunt.</param>
/// <param name="Correlator">The correlator of the matches; null for a detection.</param>
/// <param name="Number">The number of the rule among the rules of the correlation.</param>
internal sealed record RuleTarget(SigmaRule Rule, string Id, Correlator? Correlator, int Number);
