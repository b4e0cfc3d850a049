using System.Text.Json.Nodes;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// One attempt, one message: where the events of one detection are all among those of another of an equal or higher level,
/// the narrower one's message names both, and the wider one sends a message only for the events that are its alone. Where
/// the bus has room, calls that succeeded and calls that were refused have a rule each, so that the message begins with it.
/// Machines get every finding all the same. Computed from the rules; what cannot be proven or said in an event pattern is
/// told in two messages, or without the outcome.
/// </summary>
public sealed class PeopleAlerts
{
    // What the ids of detections of the logging configuration itself begin with.
    private const string OfLogging = "bedrock-logging-";

    private readonly IReadOnlyList<CompiledDetection> _detections;
    private readonly MaintenanceWindow? _window;
    private readonly List<string> _remarks = [];

    private PeopleAlerts(IReadOnlyList<CompiledDetection> detections, MaintenanceWindow? window, int otherWildcardRules)
    {
        (_detections, _window) = (detections, window);
        var within = detections.ToDictionary(one => one, one => detections.Where(other => IsFolded(one, other)).ToList());
        var alone = Alone(within);
        var told = detections.ToDictionary(one => one, one => alone.GetValueOrDefault(one) ?? new Told(one.Rule, one.Pattern));
        All =
        [
            .. detections.Select(one => Unsplit(one, [.. within[one].Select(wider => wider.Detection)], told[one], alone.ContainsKey(one))),
        ];
        if (window is not null)
        {
            CompiledPattern.RequireFitOnOneBus(Patterns);
            _remarks.Add(
                $"From {window.Span} people are not told of {string.Join(", ", window.Detections)} by the roles "
                    + $"{string.Join(", ", window.Roles)}; machines are"
            );
        }

        Split(told, otherWildcardRules);
        _remarks.InsertRange(
            0,
            All.Where(alert => alert.WiderDetections.Count > 0)
                .Select(alert =>
                    $"{alert.Detection.Id} is always also {string.Join(" and ", alert.WiderDetections.Select(wider => wider.Id))}: "
                    + $"people get one message, to {alert.Level.SigmaName()}, which names "
                    + $"{(alert.WiderDetections.Count == 1 ? "both" : "all")}"
                )
        );
    }

    /// <summary>How people are told of each detection, in the order given.</summary>
    public IReadOnlyList<PeopleAlert> All { get; private set; }

    /// <summary>
    /// Which detections share a message, which cannot and why, and whose messages cannot begin with the outcome, a sentence each.
    /// </summary>
    public IReadOnlyList<string> Remarks => _remarks;

    private IEnumerable<CompiledPattern> Patterns => All.SelectMany(alert => alert.Rules).Select(rule => rule.Pattern);

    /// <summary>Computes it for the detections of one bus.</summary>
    /// <param name="detections">The detections.</param>
    /// <param name="window">When people are not told of what is planned; null for never.</param>
    /// <param name="otherWildcardRules">How many rules with wildcards the bus has besides.</param>
    /// <exception cref="InseparableDetectionsException">The window leaves out a detection whose message tells of another too.</exception>
    /// <exception cref="InvalidInputException">The bus has no room for the rules that the window needs.</exception>
    public static PeopleAlerts Of(IReadOnlyList<CompiledDetection> detections, MaintenanceWindow? window = null, int otherWildcardRules = 0)
    {
        ArgumentNullException.ThrowIfNull(detections);
        return new PeopleAlerts(detections, window, otherWildcardRules);
    }

    private PeopleAlert Unsplit(CompiledDetection one, Catalog.Detection[] within, Told told, bool isAlone)
    {
        var id = one.Detection.Id;
        var outcome = OutcomeSplit.Of(told.Rule);
        if (!IsLeftOut(id))
        {
            return new PeopleAlert(
                one.Detection,
                within,
                isAlone
                    ?
                    [
                        new AlertRule(id, "", one.Pattern, null, HasFindings: true),
                        new AlertRule(id, AlertRule.Alone, told.Pattern, outcome, HasFindings: false),
                    ]
                    : [new AlertRule(id, "", one.Pattern, outcome, HasFindings: true)]
            );
        }

        return Array.Find(within, wider => !IsLeftOut(wider.Id)) is { } heard
            ? throw new InseparableDetectionsException(
                $"a maintenance window without {id} would also be one without {heard.Id}, which the same message tells; "
                    + "name both or neither"
            )
            : new PeopleAlert(
                one.Detection,
                within,
                [
                    new AlertRule(id, "", one.Pattern, null, HasFindings: true),
                    new AlertRule(id, AlertRule.Alone, _window!.LeaveOutPlanned(told.Pattern), outcome, HasFindings: false),
                ]
            );
    }

    private bool IsLeftOut(string id) => _window?.Detections.Contains(id) == true;

    // What this stack is for first, then the most severe: there may be no room for all.
    private void Split(Dictionary<CompiledDetection, Told> told, int otherWildcardRules)
    {
        var wildcards = otherWildcardRules + Patterns.Count(pattern => pattern.ContainsWildcard);
        var all = All.ToArray();
        var reasons = new List<(string Id, string Reason)>();
        foreach (
            var index in Enumerable
                .Range(0, all.Length)
                .Where(index => !all[index].TellsOutcome)
                .OrderBy(index => !all[index].Detection.Id.StartsWith(OfLogging, StringComparison.Ordinal))
                .ThenByDescending(index => all[index].Level)
                .ThenBy(index => all[index].Detection.Id, StringComparer.Ordinal)
        )
        {
            var (alert, reason) = Split(all[index], told[_detections[index]]);
            if (alert is not null)
            {
                var more = Wildcards(alert) - Wildcards(all[index]);
                if (more <= 0 || wildcards + more <= EventPatternLimits.WildcardRulesPerBus)
                {
                    wildcards += more;
                    all[index] = alert;
                    continue;
                }

                reason = $"a bus takes {EventPatternLimits.WildcardRulesPerBus} rules with wildcards";
            }

            reasons.Add((all[index].Detection.Id, reason!));
        }

        All = all;
        _remarks.AddRange(
            reasons
                .GroupBy(one => one.Reason)
                .Select(group =>
                    $"Messages of {string.Join(", ", group.Select(one => one.Id).Order(StringComparer.Ordinal))} begin with "
                    + $"ATTEMPTED instead of SUCCEEDED or REFUSED: {group.Key}"
                )
        );

        static int Wildcards(PeopleAlert alert) => alert.Rules.Count(rule => rule.Pattern.ContainsWildcard);
    }

    /// <summary>The alert with a rule for each outcome, or the reason why its rule cannot be divided.</summary>
    private (PeopleAlert? Alert, string? Reason) Split(PeopleAlert alert, Told told)
    {
        try
        {
            var open = alert.Rules.Single(rule => rule.Outcome is CallOutcome.Either);
            var parts = ((CallOutcome Outcome, string Part, SigmaRule Rule)[])
                [
                    (CallOutcome.Succeeded, AlertRule.Succeeded, OutcomeSplit.Succeeded(told.Rule)),
                    (CallOutcome.Refused, AlertRule.Refused, OutcomeSplit.Refused(told.Rule)),
                ];
            var rules = new List<AlertRule>(alert.Rules.Where(rule => rule != open));
            foreach (var (outcome, part, rule) in parts)
            {
                var pattern = EventBridgeCompiler.Compile(rule);
                if (!(Covers(pattern, told.Pattern) && Covers(told.Pattern, pattern)))
                {
                    return (null, "a part of its events would arrive under another source");
                }

                rules.Add(
                    open with
                    {
                        Part = part,
                        Outcome = outcome,
                        Pattern = IsLeftOut(alert.Detection.Id) ? _window!.LeaveOutPlanned(pattern) : pattern,
                    }
                );
            }

            return (alert with { Rules = rules }, null);
        }
        catch (NotSupportedByEventBridgeException exception)
        {
            return (null, exception.Faults[0].Message);
        }
        catch (InvalidInputException)
        {
            return (null, "with the maintenance window a pattern would be too long");
        }
    }

    // Two rules that match the same are told twice: which of them should speak for the other nobody could say.
    private static bool IsFolded(CompiledDetection narrow, CompiledDetection wide) =>
        narrow != wide
        && wide.Detection.Level >= narrow.Detection.Level
        && Covers(wide.Pattern, narrow.Pattern)
        && RuleInclusion.IsWithin(narrow.Rule, wide.Rule)
        && !RuleInclusion.IsWithin(wide.Rule, narrow.Rule);

    // Patterns say more than their rules: under which source and detail-type the record arrives.
    private static bool Covers(CompiledPattern wide, CompiledPattern narrow)
    {
        var (wider, narrower) = (JsonNode.Parse(wide.Json)!, JsonNode.Parse(narrow.Json)!);
        return Texts(narrower, "detail-type").IsSubsetOf(Texts(wider, "detail-type"))
            && (
                Texts(narrower, "source").IsSubsetOf(Texts(wider, "source")) || Texts(wider, "source").SetEquals(["""{"prefix":"aws."}"""])
            );
    }

    private static HashSet<string> Texts(JsonNode pattern, string field) =>
        [.. pattern[field]!.AsArray().Select(one => one!.ToJsonString())];

    private Dictionary<CompiledDetection, Told> Alone(Dictionary<CompiledDetection, List<CompiledDetection>> within)
    {
        var alone = new Dictionary<CompiledDetection, Told>();
        var wildcards = _detections.Count(one => one.Pattern.ContainsWildcard);
        foreach (var wide in _detections)
        {
            List<CompiledDetection> speakers = [.. _detections.Where(one => within[one].Contains(wide))];
            if (speakers.Count == 0)
            {
                continue;
            }

            // Whoever is within another speaker is left out with it.
            var rest = RuleInclusion.Without(
                wide.Rule,
                speakers.Where(one => !within[one].Exists(speakers.Contains)).Select(one => one.Rule)
            );
            var pattern = TryCompile(rest, out var reason);
            if (pattern is not null && !(Covers(pattern, wide.Pattern) && Covers(wide.Pattern, pattern)))
            {
                (pattern, reason) = (null, "the rest of its events would arrive under another source");
            }

            if (pattern is { ContainsWildcard: true } && ++wildcards > EventPatternLimits.WildcardRulesPerBus)
            {
                (pattern, reason) = (null, $"a bus takes {EventPatternLimits.WildcardRulesPerBus} rules with wildcards");
                wildcards--;
            }

            if (pattern is not null)
            {
                alone[wide] = new Told(rest, pattern);
                continue;
            }

            foreach (var speaker in speakers)
            {
                _ = within[speaker].Remove(wide);
                _remarks.Add($"{speaker.Detection.Id} is always also {wide.Detection.Id}, but people get two messages: {reason}");
            }
        }

        return alone;
    }

    private static CompiledPattern? TryCompile(SigmaRule rule, out string? reason)
    {
        try
        {
            reason = null;
            return EventBridgeCompiler.Compile(rule);
        }
        catch (NotSupportedByEventBridgeException exception)
        {
            reason = exception.Faults[0].Message;
            return null;
        }
    }

    // What people are told of, before a maintenance window leaves anything out.
    private sealed record Told(SigmaRule Rule, CompiledPattern Pattern);
}
