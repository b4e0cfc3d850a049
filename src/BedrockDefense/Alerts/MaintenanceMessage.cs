using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>The messages about a maintenance window; their event is this stack's own, with values of its settings only.</summary>
public static class MaintenanceMessage
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["account"] = "$.account",
        ["region"] = "$.region",
        ["time"] = "$.time",
        ["eventId"] = "$.id",
        ["phase"] = "$.detail.phase",
        ["event"] = "$.detail",
    };

    /// <summary>The text for people.</summary>
    /// <param name="window">The window.</param>
    /// <param name="level">The highest severity that is left out.</param>
    public static AlertMessage Text(MaintenanceWindow window, SigmaLevel level)
    {
        var values = Values(window, level);
        return AlertMessage.OfText(
            AlertMessage
                .LinesOf("alerts/maintenance.txt")
                .Select(line =>
                    values.Aggregate(
                        line,
                        (text, value) => text.Replace(value.Placeholder.ToString(), value.Text, StringComparison.Ordinal)
                    )
                ),
            Paths
        );
    }

    /// <summary>The same for a chat channel.</summary>
    /// <param name="window">The window.</param>
    /// <param name="level">The highest severity that is left out.</param>
    public static AlertMessage Chat(MaintenanceWindow window, SigmaLevel level) =>
        Json("alerts/maintenance-chat.json", Values(window, level));

    /// <summary>The finding for machines, which lists what is left out in its event.</summary>
    /// <param name="level">The highest severity that is left out.</param>
    public static AlertMessage Finding(SigmaLevel level) =>
        Json("alerts/maintenance.json", [(Placeholder.Severity, level.SigmaName()), (Placeholder.SeverityId, $"{(int)level + 1}")]);

    private static AlertMessage Json(string document, IEnumerable<(Placeholder Placeholder, string Text)> values)
    {
        var filling = new PlaceholderValues();
        foreach (var (placeholder, text) in values)
        {
            filling.Add(placeholder, text);
        }

        return AlertMessage.OfJson(PolicyTemplate.Load(document).Fill(filling), Paths);
    }

    private static (Placeholder Placeholder, string Text)[] Values(MaintenanceWindow window, SigmaLevel level) =>
        [
            (Placeholder.SeverityInCapitals, level.SigmaName().ToUpperInvariant()),
            (Placeholder.WindowSpan, window.Span),
            (Placeholder.WindowDetections, string.Join(", ", window.Detections)),
            (Placeholder.WindowRoles, string.Join(", ", window.Roles)),
        ];
}
