using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Stack.Rehearsal.Techniques;

/// <summary>
/// What a step of a rehearsal showed of a technique. Which technique a call is follows from the catalog's rules, evaluated on the event of
/// the call. So a call keeps its technique when the rehearsed stack lacks the rule, or does not forward the event.
/// </summary>
/// <param name="Technique">The id, such as <c>T1685.002</c>.</param>
/// <param name="Scenario">The id of the scenario.</param>
/// <param name="Number">The number of the step, from 1.</param>
/// <param name="Name">The name of the step.</param>
/// <param name="Outcome">What it showed.</param>
/// <param name="PreventedBy">What stopped the calls that were stopped.</param>
/// <param name="Detections">The detections of the technique that fired.</param>
/// <param name="Silent">The detections that fired without a message that reached a topic.</param>
/// <param name="Unshown">The actions that were neither prevented nor detected.</param>
public sealed record TechniqueStep(
    string Technique,
    string Scenario,
    int Number,
    string Name,
    TechniqueOutcome Outcome,
    IReadOnlyList<string> PreventedBy,
    IReadOnlyList<string> Detections,
    IReadOnlyList<string> Silent,
    IReadOnlyList<string> Unshown
)
{
    /// <summary>Whether the scenario was played with other settings than the configuration has.</summary>
    public bool HasOtherSettings { get; init; }

    /// <summary>Returns what the steps of a rehearsal showed, step by step.</summary>
    /// <param name="report">The report of the rehearsal.</param>
    /// <param name="events">The events that AWS put on default buses in it.</param>
    /// <param name="placeholders">The values of the placeholders of rules, of the rehearsed configuration.</param>
    public static IReadOnlyList<TechniqueStep> Of(
        RehearsalReport report,
        IReadOnlyList<PlacedEvent> events,
        IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(events);
        var records = events
            .Select(one => one.Event.GetProperty("detail"))
            .Where(record => record.TryGetProperty("eventID", out _))
            .ToLookup(record => record.GetProperty("eventID").GetString()!);
        List<(Detection Detection, SigmaEvaluator Evaluator)> rules =
        [
            .. Detection.All.Select(detection => (detection, new SigmaEvaluator(detection.Rule.Expand(placeholders)))),
        ];
        return
        [
            .. report.Steps.SelectMany(
                (step, index) =>
                    step
                        .Calls.SelectMany(call => TechniquesOf(records[call.EventId], rules).Select(technique => (technique, call)))
                        .GroupBy(one => one.technique, one => one.call)
                        .Select(calls => Of(calls.Key, report.Scenario, index + 1, step.Name, [.. calls]))
            ),
        ];
    }

    /// <summary>Says in a line what the step showed.</summary>
    public override string ToString()
    {
        List<string> parts = [];
        Add("prevented by ", PreventedBy);
        Add("detected by ", Detections);
        Add("nobody was told of ", Silent);
        Add("NEITHER prevented nor detected: ", Unshown);
        return $"{(HasOtherSettings ? "With other settings: " : "")}{Scenario} {Number} ({Name}): {string.Join("; ", parts)}";

        void Add(string verb, IReadOnlyList<string> what)
        {
            if (what.Count > 0)
            {
                parts.Add(verb + string.Join(", ", what));
            }
        }
    }

    private static IEnumerable<string> TechniquesOf(
        IEnumerable<JsonElement> records,
        List<(Detection Detection, SigmaEvaluator Evaluator)> rules
    ) =>
        rules
            .Where(rule => records.Any(record => rule.Evaluator.Match(record).IsMatch))
            .SelectMany(rule => AttackTechnique.Of(rule.Detection))
            .Distinct();

    private static TechniqueStep Of(string technique, string scenario, int number, string name, IReadOnlyList<CallReport> calls)
    {
        HashSet<string> looking = [.. AttackTechnique.Detections(technique)];
        List<(CallReport Call, string[] Fired, string[] Told)> seen =
        [
            .. calls.Select(call =>
            {
                string[] fired = [.. call.Detections.Where(looking.Contains)];
                return (
                    call,
                    fired,
                    (string[])[.. fired.Where(id => call.Messages.Any(message => message.Detection == id || message.Names(id)))]
                );
            }),
        ];
        List<string> unshown = [.. seen.Where(one => one.Call.PreventedBy is null && one.Fired is []).Select(one => one.Call.Action)];
        var shown = seen.Count(one => one.Call.PreventedBy is not null || one.Told is not []);
        return new TechniqueStep(
            technique,
            scenario,
            number,
            name,
            unshown.Count == calls.Count ? TechniqueOutcome.Neither
                : shown == calls.Count ? TechniqueOutcome.Shown
                : TechniqueOutcome.Partly,
            [.. calls.Select(call => call.PreventedBy).OfType<string>().Distinct()],
            [.. seen.SelectMany(one => one.Fired).Distinct()],
            [.. seen.SelectMany(one => one.Fired.Except(one.Told)).Distinct()],
            [.. unshown.Distinct()]
        );
    }
}
