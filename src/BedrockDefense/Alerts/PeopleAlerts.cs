using System.Text.Json.Nodes;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// One attempt, one message: where the events of one detection are all among those of another of an equal or higher level,
/// the narrower one's message names both, and the wider one sends a message only for the events that are its alone.
/// Machines get every finding all the same. Computed from the rules; what cannot be proven or said in an event pattern is
/// told in two messages.
/// </summary>
public sealed class PeopleAlerts
{
    private readonly IReadOnlyList<CompiledDetection> _detections;
    private readonly List<string> _remarks = [];

    private PeopleAlerts(IReadOnlyList<CompiledDetection> detections, MaintenanceWindow? window)
    {
        _detections = detections;
        var within = detections.ToDictionary(one => one, one => detections.Where(other => IsFolded(one, other)).ToList());
        var alone = Alone(within);
        All = [.. detections.Select(one => new PeopleAlert(
            one.Detection, [.. within[one].Select(wider => wider.Detection)], alone.GetValueOrDefault(one)))];
        if (window is not null)
        {
            All = [.. All.Zip(detections, (alert, one) => WithoutPlanned(alert, one.Pattern, window))];
            RequireFit();
            _remarks.Add($"From {window.Span} people are not told of {string.Join(", ", window.Detections)} by the roles {string.Join(", ", window.Roles)}; machines are");
        }

        _remarks.InsertRange(0, All.Where(alert => alert.Within.Count > 0).Select(alert =>
            $"{alert.Detection.Id} is always also {string.Join(" and ", alert.Within.Select(wider => wider.Id))}: people get one message, to {alert.Level.SigmaName()}, which names {(alert.Within.Count == 1 ? "both" : "all")}"));
    }

    /// <summary>How people are told of each detection, in the order given.</summary>
    public IReadOnlyList<PeopleAlert> All { get; }

    /// <summary>Which detections share a message, and which cannot and why, a sentence each.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Computes it for the detections of one bus.</summary>
    /// <param name="detections">The detections.</param>
    /// <param name="window">When people are not told of what is planned; null for never.</param>
    /// <exception cref="InseparableDetectionsException">The window leaves out a detection whose message tells of another too.</exception>
    /// <exception cref="InvalidInputException">The bus has no room for the rules that the window needs.</exception>
    public static PeopleAlerts Of(IReadOnlyList<CompiledDetection> detections, MaintenanceWindow? window = null)
    {
        ArgumentNullException.ThrowIfNull(detections);
        return new PeopleAlerts(detections, window);
    }

    private static PeopleAlert WithoutPlanned(PeopleAlert alert, CompiledPattern pattern, MaintenanceWindow window)
    {
        if (!window.Detections.Contains(alert.Detection.Id))
        {
            return alert;
        }

        return alert.Within.FirstOrDefault(wider => !window.Detections.Contains(wider.Id)) is { } told
            ? throw new InseparableDetectionsException(
                $"a maintenance window without {alert.Detection.Id} would also be one without {told.Id}, which the same message tells; name both or neither")
            : alert with { Alone = window.LeaveOutPlanned(alert.Alone ?? pattern) };
    }

    private void RequireFit() => CompiledPattern.RequireFitOnOneBus(
        _detections.Select(one => one.Pattern).Concat(All.Select(alert => alert.Alone).OfType<CompiledPattern>()));

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
            && (Texts(narrower, "source").IsSubsetOf(Texts(wider, "source")) || Texts(wider, "source").SetEquals(["""{"prefix":"aws."}"""]));
    }

    private static HashSet<string> Texts(JsonNode pattern, string field) => [.. pattern[field]!.AsArray().Select(one => one!.ToJsonString())];

    private Dictionary<CompiledDetection, CompiledPattern> Alone(Dictionary<CompiledDetection, List<CompiledDetection>> within)
    {
        var alone = new Dictionary<CompiledDetection, CompiledPattern>();
        var wildcards = _detections.Count(one => one.Pattern.ContainsWildcard);
        foreach (var wide in _detections)
        {
            List<CompiledDetection> speakers = [.. _detections.Where(one => within[one].Contains(wide))];
            if (speakers.Count == 0)
            {
                continue;
            }

            // Whoever is within another speaker is left out with it.
            var pattern = TryCompile(
                RuleInclusion.Without(wide.Rule, speakers.Where(one => !within[one].Exists(speakers.Contains)).Select(one => one.Rule)), out var reason);
            if (pattern is not null && !(Covers(pattern, wide.Pattern) && Covers(wide.Pattern, pattern)))
            {
                (pattern, reason) = (null, "the rest of its events would arrive under another source");
            }

            if (pattern is { ContainsWildcard: true } && ++wildcards > CompiledPattern.MaximumWildcardRules)
            {
                (pattern, reason) = (null, $"a bus takes {CompiledPattern.MaximumWildcardRules} rules with wildcards");
                wildcards--;
            }

            if (pattern is not null)
            {
                alone[wide] = pattern;
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
}
