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

    /// <summary>The message; what machines read lists in its event what is left out.</summary>
    /// <param name="form">Its form.</param>
    /// <param name="window">The window.</param>
    /// <param name="level">The highest severity that is left out.</param>
    public static AlertMessage Of(AlertForm form, MaintenanceWindow window, SigmaLevel level)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(window);
        var values = AlertMessage.ValuesOf(level);
        values.Add(Placeholder.WindowSpan, window.Span);
        values.Add(Placeholder.WindowDetections, string.Join(", ", window.Detections));
        values.Add(Placeholder.WindowRoles, string.Join(", ", window.Roles));
        return AlertMessage.Of(form.Maintenance, values, Paths);
    }
}
