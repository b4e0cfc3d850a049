using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.Lint.Checks;

/// <summary>
/// Checks all detections together: each has its own title, all of them fit on one bus, and exactly one forwarder sends each event.
/// </summary>
public static class CatalogCheck
{
    public static IEnumerable<LintFinding> Find(IReadOnlyList<CheckedDetection> detections)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in detections.Select(one => one.Detection.Rule))
        {
            if (!seen.TryAdd(rule.Title, rule.File))
            {
                yield return Finding(
                    new SourceLocation(rule.File),
                    $"the title {VisibleText.Quote(rule.Title, VisibleText.Excerpt)} is that of {seen[rule.Title]} too;"
                        + " whoever is alerted tells detections by it"
                );
            }
        }

        CheckedDetection[] compiled = [.. detections.Where(one => one.Pattern is not null)];
        if (compiled is [])
        {
            yield break;
        }

        EventPattern[] forwarders = [];
        var refused = Refusal(() =>
        {
            CompiledPattern.RequireFitOnOneBus(compiled.Select(one => one.Pattern!));
            forwarders = [.. ForwarderPattern.Of([.. compiled.Select(one => one.Pattern!)]).Select(one => EventPattern.Parse(one.Json))];
        });
        if (refused is not null)
        {
            yield return Finding(FolderOf(compiled[^1].Detection.Rule.File), refused);
        }

        foreach (var one in forwarders is [] ? [] : compiled.SelectMany(detection => detection.Cases!.Cases.Where(one => one.Matches)))
        {
            // Two forwarders would cause two alerts for each call.
            var ways = CaseCheck.Event(one) is var sent ? forwarders.Count(forwarder => forwarder.Match(sent).IsMatch) : 0;
            if (ways != 1)
            {
                yield return Finding(
                    one.Place,
                    $"the event of {VisibleText.Quote(one.Name)} is let through by {ways} of the forwarders, and should be by one;"
                        + " name the service and its calls (eventSource, eventName) in the rule"
                );
            }
        }
    }

    /// <summary>Returns the folder of the catalog that contains a rule.</summary>
    public static SourceLocation FolderOf(string file) =>
        new(Path.GetDirectoryName(Path.GetDirectoryName(file)) is { Length: > 0 } folder ? folder.Replace('\\', '/') : ".");

    private static string? Refusal(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (InvalidInputException exception)
        {
            return exception.Faults[0].Message;
        }
    }

    private static LintFinding Finding(SourceLocation place, string message) => new(place, LintSeverity.Error, message, "catalog");
}
