using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// Creates the messages about a maintenance window. This stack sends the event of these messages itself, so the event contains only
/// values from the settings.
/// </summary>
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

    /// <summary>Creates the message. A message for machines contains the whole event, which lists what the window leaves out.</summary>
    /// <param name="form">The form of the message.</param>
    /// <param name="window">The maintenance window.</param>
    /// <param name="level">The highest severity among the detections that the window leaves out.</param>
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
