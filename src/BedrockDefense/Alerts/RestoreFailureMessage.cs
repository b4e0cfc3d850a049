using BedrockDefense.Catalog;

namespace BedrockDefense.Alerts;

/// <summary>The messages about a restorer that gave up; its event is Step Functions' own, not CloudTrail's.</summary>
public static class RestoreFailureMessage
{
    /// <summary>What the messages have where others have the id of a detection; it is critical.</summary>
    public const string Detection = "restore-failed";

    // What is to be done is what a deletion asks for.
    private const string RunbookId = "bedrock-logging-deletion";

    // None of them can hold a line break: AWS makes them all.
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["account"] = "$.account",
        ["region"] = "$.region",
        ["time"] = "$.time",
        ["eventId"] = "$.id",
        ["execution"] = "$.detail.name",
        ["status"] = "$.detail.status",
        ["event"] = "$.detail",
    };

    /// <summary>The text for people.</summary>
    /// <param name="runbookBaseUrl">Where the runbooks can be read; null when only the command shows them.</param>
    public static AlertMessage Text(Uri? runbookBaseUrl) =>
        AlertMessage.OfText(AlertMessage.LinesOf("alerts/restore-failed.txt").Select(line => line.Replace("%runbook%", AlertMessage.Runbook(RunbookId, runbookBaseUrl), StringComparison.Ordinal)), Paths);

    /// <summary>The same for a chat channel.</summary>
    /// <param name="runbookBaseUrl">Where the runbooks can be read; null when only the command shows them.</param>
    public static AlertMessage Chat(Uri? runbookBaseUrl) => AlertMessage.OfJson(
        PolicyTemplate.Load("alerts/restore-failed-chat.json").Fill(new PolicyTemplateValues { { "runbook", AlertMessage.Runbook(RunbookId, runbookBaseUrl) } }), Paths);

    /// <summary>The finding for machines.</summary>
    public static AlertMessage Finding() => AlertMessage.OfJson(PolicyTemplate.Load("alerts/restore-failed.json").Fill([]), Paths);
}
