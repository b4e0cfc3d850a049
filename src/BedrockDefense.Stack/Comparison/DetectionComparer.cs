using BedrockDefense.Alerts;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Compares which detections and notices have a rule on the central bus that is enabled.</summary>
internal static class DetectionComparer
{
    private const string Area = "detections";
    private const string Disabled = "DISABLED";
    private const string Enabled = "ENABLED";

    private static readonly HashSet<string> Notices = [.. Notice.All.Select(notice => notice.Id)];

    public static IEnumerable<ProtectionChange> Compare(ComparedStack old, ComparedStack @new)
    {
        var (before, after) = (StatesOf(old.Stack), StatesOf(@new.Stack));
        var isOfMode = old.Settings.Restore.Mode != @new.Settings.Restore.Mode;
        foreach (var id in before.Keys.Except(after.Keys))
        {
            // Whoever only observes is told by notices what restoring would have mended. They come and go with the mode.
            yield return isOfMode && Notices.Contains(id)
                ? new(ChangeDirection.Neutral, Area, id, "has no rule any more, as the mode of restoring is another")
                : new(ChangeDirection.Weaker, Area, id, "has no rule any more, or only disabled ones");
        }

        foreach (var id in after.Keys.Except(before.Keys))
        {
            yield return new(ChangeDirection.Stronger, Area, id, "has an enabled rule");
        }

        foreach (var id in before.Keys.Intersect(after.Keys).Where(id => before[id] != after[id]))
        {
            yield return new(
                Worded.Direction(after[id]),
                Area,
                id,
                after[id] ? "also sees calls that only read" : "no longer sees calls that only read"
            );
        }
    }

    // Whether a detection sees calls that only read, by the ids of the detections that have an enabled rule. A rule is named after its
    // detection, with a suffix where there are several.
    private static Dictionary<string, bool> StatesOf(StackDeclaration stack) =>
        stack
            .OfType("aws:cloudwatch/eventRule:EventRule")
            .Where(rule => rule.Text("eventBusName") is not null && rule.Text("state") != Disabled)
            .Select(rule => (Id: DetectionOf(rule.Text("name")!), SeesReading: (rule.Text("state") ?? Enabled) != Enabled))
            .Where(rule => rule.Id is not null)
            .GroupBy(rule => rule.Id!, StringComparer.Ordinal)
            .ToDictionary(rules => rules.Key, rules => rules.Any(rule => rule.SeesReading), StringComparer.Ordinal);

    private static string? DetectionOf(string rule) =>
        AlertReach.Levels.Keys.Where(id => rule == id || rule.StartsWith($"{id}-", StringComparison.Ordinal)).MaxBy(id => id.Length);
}
