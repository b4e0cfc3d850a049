using BedrockDefense.Catalog;

namespace BedrockDefense.Alerts;

/// <summary>The messages about a restorer that gave up; its event is Step Functions' own, not CloudTrail's.</summary>
public static class RestoreFailureMessage
{
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
    public static AlertMessage Text() => AlertMessage.OfLines("alerts/restore-failed.txt", Paths);

    /// <summary>The finding for machines.</summary>
    public static AlertMessage Finding() => AlertMessage.OfJson(PolicyTemplate.Load("alerts/restore-failed.json").Fill([]), Paths);
}
