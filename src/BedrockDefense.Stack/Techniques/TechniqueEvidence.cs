using System.Text.Json.Serialization;

namespace BedrockDefense.Stack.Techniques;

/// <summary>What a step of a scenario showed of a technique.</summary>
/// <param name="Scenario">The id of the scenario.</param>
/// <param name="Step">The number of the step, from 1.</param>
/// <param name="Name">The name of the step.</param>
/// <param name="Outcome">What the step showed; never <see cref="TechniqueOutcome.NotRehearsed"/>.</param>
/// <param name="Detections">The ids of the detections of the technique that fired and of which a message reached a topic.</param>
/// <param name="Guardrails">The statements of guardrails that stopped calls, each with its policy and where that is attached.</param>
/// <param name="Missed">The IAM actions of the calls that were neither stopped by a guardrail nor detected.</param>
public sealed record TechniqueEvidence(
    string Scenario,
    int Step,
    string Name,
    [property: JsonConverter(typeof(JsonStringEnumConverter<TechniqueOutcome>))] TechniqueOutcome Outcome,
    IReadOnlyList<string> Detections,
    IReadOnlyList<string> Guardrails,
    IReadOnlyList<string> Missed
)
{
    /// <summary>
    /// Whether the scenario was played with other guardrails or settings than the configuration has. Such a step says nothing about the
    /// configuration and does not count for the technique.
    /// </summary>
    public bool HasOtherSettings { get; init; }

    /// <summary>Says in a line what the step showed.</summary>
    public override string ToString()
    {
        string[] parts =
        [
            .. Part("NEITHER prevented nor detected: ", Missed),
            .. Part("prevented by ", Guardrails),
            .. Part("detected by ", Detections),
        ];
        return $"{(HasOtherSettings ? "With other settings: " : "")}{Scenario} {Step} ({Name}): {string.Join("; ", parts)}";
    }

    private static IEnumerable<string> Part(string verb, IReadOnlyList<string> what) =>
        what.Count == 0 ? [] : [verb + string.Join(", ", what)];
}
