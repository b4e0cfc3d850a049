using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Reads <c>restore</c>: whether a changed logging configuration is restored, and how often it is restored without a change.
/// </summary>
internal static partial class RestoreParser
{
    private const string Off = "off";
    private const string RateForm = "rate(1 hour), another rate of at least 5 minutes, or off";

    /// <summary>Parses the settings; gives the defaults where there are none.</summary>
    public static RestoreSettings Parse(IReadOnlyDictionary<string, ConfigNode> nodes)
    {
        var fields = nodes.TryGetValue("restore", out var node) ? node.Fields("mode", "reconcile") : new Dictionary<string, ConfigNode>();
        var settings = new RestoreSettings(Mode(fields), Reconcile(fields));
        if (settings is { Mode: RestoreMode.Observe, ReconcileRate: null } && fields.TryGetValue("reconcile", out var reconcile))
        {
            reconcile.Refuse("is how often the mode observe looks, so that nothing would be observed; write a rate, or leave it out");
        }

        return settings;
    }

    private static RestoreMode Mode(IReadOnlyDictionary<string, ConfigNode> fields)
    {
        if (!fields.TryGetValue("mode", out var node))
        {
            return RestoreMode.NonAdmin;
        }

        switch (Word(node))
        {
            case "non-admin":
                return RestoreMode.NonAdmin;
            case "observe":
                return RestoreMode.Observe;
            case "always":
                return RestoreMode.Always;
            case Off:
                return RestoreMode.Off;
            default:
                node.Refuse("is no mode; write non-admin, always, observe or off");
                return RestoreMode.Off;
        }
    }

    private static string? Reconcile(IReadOnlyDictionary<string, ConfigNode> fields)
    {
        if (!fields.TryGetValue("reconcile", out var node))
        {
            return "rate(1 hour)";
        }

        if (Word(node) == Off)
        {
            return null;
        }

        if (node.Peek() is { } rate && Rate().Match(rate) is { Success: true } match)
        {
            var value = int.Parse(match.Groups["value"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            // The API accepts "1 hour" and "2 hours", but not "1 hours" or "2 hour".
            if ((value == 1) != match.Groups["plural"].Success && (match.Groups["unit"].Value != "minute" || value >= 5))
            {
                return rate;
            }
        }

        node.Refuse($"is no rate; write {RateForm}");
        return null;
    }

    // YAML 1.1 reads off as false.
    private static string? Word(ConfigNode node) => node.Peek() ?? (node.IsFalse ? Off : null);

    [GeneratedRegex(@"\Arate\((?<value>[1-9][0-9]{0,3}) (?<unit>minute|hour|day)(?<plural>s)?\)\z")]
    private static partial Regex Rate();
}
