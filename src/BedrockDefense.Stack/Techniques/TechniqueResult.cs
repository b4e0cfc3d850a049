using System.Text.Json.Serialization;
using BedrockDefense.Catalog;

namespace BedrockDefense.Stack.Techniques;

/// <summary>What rehearsals showed of a technique.</summary>
/// <param name="Technique">The technique.</param>
/// <param name="Outcome">The worst that a step showed; steps with other settings do not count.</param>
/// <param name="Detections">The ids of the detections that look for the technique.</param>
/// <param name="Evidence">
/// The steps that made calls of the technique. Those that count come first, and of these the worst.
/// </param>
public sealed record TechniqueResult(
    AttackTechnique Technique,
    [property: JsonConverter(typeof(JsonStringEnumConverter<TechniqueOutcome>))] TechniqueOutcome Outcome,
    IReadOnlyList<string> Detections,
    IReadOnlyList<TechniqueEvidence> Evidence
)
{
    /// <summary>Whether every call of the technique that counts was stopped by a guardrail or detected, and there was one.</summary>
    public bool IsShown => Outcome is TechniqueOutcome.Prevented or TechniqueOutcome.Detected;
}
