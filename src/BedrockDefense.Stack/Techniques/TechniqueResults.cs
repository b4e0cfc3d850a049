using BedrockDefense.Catalog;
using BedrockDefense.Sigma;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Stack.Techniques;

/// <summary>
/// Says of each technique of MITRE ATT&amp;CK or ATLAS what rehearsals showed. A call is one of a technique when a detection with the tag
/// of the technique looks for it. It is detected only by such a detection, and prevented only by a guardrail. So a technique without its
/// detections and guardrails has no good outcome. A call that something else refused, such as the owner of the resource, shows nothing
/// unless it is detected.
/// </summary>
public static class TechniqueResults
{
    /// <summary>Returns the result of each technique that a detection is tagged with, in the order of the ids.</summary>
    /// <param name="reports">The reports of rehearsals, whose calls say which detections look for them.</param>
    /// <param name="detections">The detections whose tags count, usually <see cref="Detection.All"/>.</param>
    /// <param name="techniquesOf">
    /// Returns the techniques that a rule is tagged with: <see cref="AttackMatrix.TechniquesOf"/> or
    /// <see cref="AtlasMatrix.TechniquesOf"/>.
    /// </param>
    public static IReadOnlyList<TechniqueResult> Of(
        IReadOnlyList<RehearsalReport> reports,
        IReadOnlyList<Detection> detections,
        Func<SigmaDocument, IReadOnlyList<AttackTechnique>> techniquesOf
    )
    {
        ArgumentNullException.ThrowIfNull(techniquesOf);
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(detections);
        return
        [
            .. detections
                .SelectMany(detection => techniquesOf(detection.Rule).Select(technique => (technique, detection.Id)))
                .GroupBy(one => one.technique.Id)
                .OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => Of(one.First().technique, [.. one.Select(tagged => tagged.Id)], reports)),
        ];
    }

    private static TechniqueResult Of(AttackTechnique technique, IReadOnlyList<string> detections, IReadOnlyList<RehearsalReport> reports)
    {
        HashSet<string> looking = [.. detections];
        List<TechniqueEvidence> evidence =
        [
            .. reports
                .SelectMany(report =>
                    report.Steps.Select((step, index) => EvidenceOf(report, index + 1, step, looking)).OfType<TechniqueEvidence>()
                )
                .OrderBy(one => one.HasOtherSettings)
                .ThenByDescending(one => one.Outcome),
        ];
        return new TechniqueResult(
            technique,
            evidence is [{ HasOtherSettings: false } worst, ..] ? worst.Outcome : TechniqueOutcome.NotRehearsed,
            detections,
            evidence
        );
    }

    private static TechniqueEvidence? EvidenceOf(RehearsalReport report, int number, StepReport step, HashSet<string> looking)
    {
        List<(CallReport Call, List<string> Told)> calls =
        [
            .. step
                .Calls.Where(call => call.SearchedBy.Concat(call.Detections).Any(looking.Contains))
                .Select(call => (call, call.Detections.Where(id => looking.Contains(id) && IsTold(call, id)).ToList()))
                .Where(one => one.call.PreventedBy is null || one.call.IsStoppedByGuardrail || one.Item2.Count > 0),
        ];
        var missed = calls.Where(one => !one.Call.IsStoppedByGuardrail && one.Told.Count == 0).ToList();
        return calls is []
            ? null
            : new TechniqueEvidence(
                report.Scenario,
                number,
                step.Name,
                missed.Count > 0 ? TechniqueOutcome.Missed
                    : calls.TrueForAll(one => one.Call.IsStoppedByGuardrail) ? TechniqueOutcome.Prevented
                    : TechniqueOutcome.Detected,
                [.. calls.SelectMany(one => one.Told).Distinct()],
                [.. calls.Where(one => one.Call.IsStoppedByGuardrail).Select(one => one.Call.PreventedBy!).Distinct()],
                [.. missed.Select(one => one.Call.Action).Distinct()]
            )
            {
                HasOtherSettings = report.HasOtherSettings,
            };
    }

    // A detection that fires and of which nobody gets a message, for example because a topic's policy refuses it, detects nothing.
    private static bool IsTold(CallReport call, string detection) =>
        call.Messages.Any(message => message.Detection == detection || message.Names(detection));
}
