using System.Text.Json.Nodes;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// Works out which messages people get, so that one attempt causes one message. Suppose that a wider detection matches every event
/// of a narrower one, and has the same or a higher level. Then the message of the narrower detection names both, and the wider
/// detection sends messages only for its remaining events. Where the bus has room, calls that succeeded and calls that were refused
/// have separate rules, so that the message begins with the outcome. All this is computed from the rules. Where something cannot be
/// proven, or cannot be written as an event pattern, people get two messages, or a message without the outcome. Machines get every
/// finding all the time.
/// </summary>
public sealed class PeopleAlerts
{
    // The beginning of the ids of those detections that are about the logging configuration itself.
    private const string LoggingIdPrefix = "bedrock-logging-";

    private readonly IReadOnlyList<CompiledDetection> _detections;
    private readonly MaintenanceWindow? _window;
    private readonly RegionSplit _regions;
    private readonly List<string> _remarks = [];

    private PeopleAlerts(
        IReadOnlyList<CompiledDetection> detections,
        MaintenanceWindow? window,
        int otherWildcardRules,
        RegionSplit regions
    )
    {
        (_detections, _window, _regions) = (detections, window, regions);
        var widerDetections = detections.ToDictionary(one => one, one => detections.Where(other => IsFolded(one, other)).ToList());
        var reduced = RemoveOverlaps(widerDetections);
        var told = detections.ToDictionary(one => one, one => reduced.GetValueOrDefault(one) ?? new ReportedRule(one.Rule, one.Pattern));
        All =
        [
            .. detections.Select(one =>
                CreateUnsplitAlert(one, [.. widerDetections[one].Select(wider => wider.Detection)], told[one], reduced.ContainsKey(one))
            ),
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
        _remarks.AddRange(All.Select(DescribeParts).OfType<string>());
    }

    /// <summary>The alert of each detection, in the order in which the detections were given.</summary>
    public IReadOnlyList<PeopleAlert> All { get; private set; }

    /// <summary>
    /// Sentences that explain which detections share a message, which cannot share one and why, and whose messages cannot begin
    /// with the outcome.
    /// </summary>
    public IReadOnlyList<string> Remarks => _remarks;

    private IEnumerable<CompiledPattern> Patterns => All.SelectMany(alert => alert.Rules).Select(rule => rule.Pattern);

    /// <summary>Works out the alerts for the detections of one bus.</summary>
    /// <param name="detections">The detections.</param>
    /// <param name="window">The planned work that people get no messages about; null for none.</param>
    /// <param name="otherWildcardRules">The number of other rules with wildcards on the bus.</param>
    /// <param name="regions">How to split patterns that are too long; null where none may be.</param>
    /// <exception cref="InseparableDetectionsException">
    /// The window leaves out a detection whose message also names a detection that the window does not leave out.
    /// </exception>
    /// <exception cref="InvalidInputException">The bus has no room for the rules that the window needs.</exception>
    public static PeopleAlerts Of(
        IReadOnlyList<CompiledDetection> detections,
        MaintenanceWindow? window = null,
        int otherWildcardRules = 0,
        RegionSplit? regions = null
    )
    {
        ArgumentNullException.ThrowIfNull(detections);
        return new PeopleAlerts(detections, window, otherWildcardRules, regions ?? RegionSplit.None);
    }

    // Only where one rule for all Regions is too long. Elsewhere people do without a further rule that would be too long.
    private RegionSplit SplitOf(CompiledDetection one) => RegionSplit.IsTooLong(one.Pattern) ? _regions : RegionSplit.None;

    private static IEnumerable<AlertRule> Rules(
        string id,
        string suffix,
        IReadOnlyList<CompiledPattern> parts,
        CallOutcome? outcome,
        bool hasFindings
    ) =>
        parts.Select(
            (part, index) =>
                new AlertRule(id, suffix + (parts.Count == 1 ? "" : AlertRule.PartSuffix(index + 1)), part, outcome, hasFindings)
        );

    private static string? DescribeParts(PeopleAlert alert)
    {
        var parts = alert.Rules.Select(rule => rule.Name).Where(name => AlertRule.WithoutPart(name) != name).ToList();
        return parts.Count == 0
            ? null
            : $"{string.Join(", ", parts)} are one detection, each rule for some Regions: a pattern for all would be longer than "
                + $"{EventPatternLimits.DefaultCharacterQuota:N0} characters";
    }

    private PeopleAlert CreateUnsplitAlert(CompiledDetection one, Catalog.Detection[] widerDetections, ReportedRule told, bool isReduced)
    {
        var id = one.Detection.Id;
        var outcome = OutcomeSplit.Of(told.Rule);
        var findings = _regions.Fit(one.Pattern, new SourceLocation(one.Rule.File));
        if (!IsLeftOut(id))
        {
            return new PeopleAlert(
                one.Detection,
                widerDetections,
                isReduced
                    ?
                    [
                        .. Rules(id, "", findings, null, hasFindings: true),
                        .. Rules(
                            id,
                            AlertRule.PeopleSuffix,
                            _regions.Fit(told.Pattern, new SourceLocation(one.Rule.File)),
                            outcome,
                            hasFindings: false
                        ),
                    ]
                    : [.. Rules(id, "", findings, outcome, hasFindings: true)]
            );
        }

        return Array.Find(widerDetections, wider => !IsLeftOut(wider.Id)) is { } heard
            ? throw new InseparableDetectionsException(
                $"a maintenance window without {id} would also be one without {heard.Id}, which the same message tells; "
                    + "name both or neither"
            )
            : new PeopleAlert(
                one.Detection,
                widerDetections,
                [
                    .. Rules(id, "", findings, null, hasFindings: true),
                    .. Rules(id, AlertRule.PeopleSuffix, _window!.LeaveOutPlanned(told.Pattern, _regions), outcome, hasFindings: false),
                ]
            );
    }

    private bool IsLeftOut(string id) => _window?.Detections.Contains(id) == true;

    // There may not be room for all splits. The detections that this stack exists for come first, then the most severe ones.
    private void Split(Dictionary<CompiledDetection, ReportedRule> told, int otherWildcardRules)
    {
        var wildcards = otherWildcardRules + Patterns.Count(pattern => pattern.ContainsWildcard);
        var all = All.ToArray();
        var reasons = new List<(string Id, string Reason)>();
        foreach (
            var index in Enumerable
                .Range(0, all.Length)
                .Where(index => !all[index].TellsOutcome)
                .OrderBy(index => !all[index].Detection.Id.StartsWith(LoggingIdPrefix, StringComparison.Ordinal))
                .ThenByDescending(index => all[index].Level)
                .ThenBy(index => all[index].Detection.Id, StringComparer.Ordinal)
        )
        {
            var (alert, reason) = Split(all[index], told[_detections[index]], SplitOf(_detections[index]));
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

    /// <summary>Returns the alert with one rule for each outcome, or the reason why its rule cannot be split.</summary>
    private (PeopleAlert? Alert, string? Reason) Split(PeopleAlert alert, ReportedRule told, RegionSplit regions)
    {
        try
        {
            var hasFindings = alert.Rules.First(rule => rule.Outcome is CallOutcome.Either).HasFindings;
            var parts = ((CallOutcome Outcome, string Part, SigmaRule Rule)[])
                [
                    (CallOutcome.Succeeded, AlertRule.SucceededSuffix, OutcomeSplit.KeepSucceeded(told.Rule)),
                    (CallOutcome.Refused, AlertRule.RefusedSuffix, OutcomeSplit.KeepRefused(told.Rule)),
                ];
            var rules = new List<AlertRule>(alert.Rules.Where(rule => rule.Outcome is not CallOutcome.Either));
            foreach (var (outcome, part, rule) in parts)
            {
                var pattern = EventBridgeCompiler.CompileOfAnyLength(rule);
                var patterns = regions.Fit(pattern, new SourceLocation(rule.File));
                if (!(Covers(pattern, told.Pattern) && Covers(told.Pattern, pattern)))
                {
                    return (null, "a part of its events would arrive under another source");
                }

                rules.AddRange(
                    Rules(
                        alert.Detection.Id,
                        part,
                        IsLeftOut(alert.Detection.Id) ? _window!.LeaveOutPlanned(pattern, regions) : patterns,
                        outcome,
                        hasFindings
                    )
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

    // Two rules that match the same events send two messages, because there is no reason to prefer one of them.
    private static bool IsFolded(CompiledDetection narrow, CompiledDetection wide) =>
        narrow != wide
        && wide.Detection.Level >= narrow.Detection.Level
        && Covers(wide.Pattern, narrow.Pattern)
        && RuleInclusion.IsWithin(narrow.Rule, wide.Rule)
        && !RuleInclusion.IsWithin(wide.Rule, narrow.Rule);

    // A pattern tests more than its rule does: also the source and the detail-type of the event. So patterns are compared too.
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

    private Dictionary<CompiledDetection, ReportedRule> RemoveOverlaps(
        Dictionary<CompiledDetection, List<CompiledDetection>> widerDetections
    )
    {
        var reduced = new Dictionary<CompiledDetection, ReportedRule>();
        var wildcards = _detections.Where(one => one.Pattern.ContainsWildcard).Sum(one => _regions.TryFit(one.Pattern)?.Count ?? 1);
        foreach (var wide in _detections)
        {
            List<CompiledDetection> speakers = [.. _detections.Where(one => widerDetections[one].Contains(wide))];
            if (speakers.Count == 0)
            {
                continue;
            }

            // A speaker that is inside another speaker need not be left out separately.
            var rest = RuleInclusion.Exclude(
                wide.Rule,
                speakers.Where(one => !widerDetections[one].Exists(speakers.Contains)).Select(one => one.Rule)
            );
            var pattern = TryCompile(rest, SplitOf(wide), out var reason);
            if (pattern is not null && !(Covers(pattern, wide.Pattern) && Covers(wide.Pattern, pattern)))
            {
                (pattern, reason) = (null, "the rest of its events would arrive under another source");
            }

            var more = pattern is { ContainsWildcard: true } ? SplitOf(wide).TryFit(pattern)!.Count : 0;
            if (more > 0 && wildcards + more > EventPatternLimits.WildcardRulesPerBus)
            {
                (pattern, reason, more) = (null, $"a bus takes {EventPatternLimits.WildcardRulesPerBus} rules with wildcards", 0);
            }

            wildcards += more;

            if (pattern is not null)
            {
                reduced[wide] = new ReportedRule(rest, pattern);
                continue;
            }

            foreach (var speaker in speakers)
            {
                _ = widerDetections[speaker].Remove(wide);
                _remarks.Add($"{speaker.Detection.Id} is always also {wide.Detection.Id}, but people get two messages: {reason}");
            }
        }

        return reduced;
    }

    private static CompiledPattern? TryCompile(SigmaRule rule, RegionSplit regions, out string? reason)
    {
        try
        {
            reason = null;
            var pattern = EventBridgeCompiler.CompileOfAnyLength(rule);
            _ = regions.Fit(pattern, new SourceLocation(rule.File));
            return pattern;
        }
        catch (NotSupportedByEventBridgeException exception)
        {
            reason = exception.Faults[0].Message;
            return null;
        }
    }

    // A rule that people get messages from, before a maintenance window leaves anything out.
    private sealed record ReportedRule(SigmaRule Rule, CompiledPattern Pattern);
}
