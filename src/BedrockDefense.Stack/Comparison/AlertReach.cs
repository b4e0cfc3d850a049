using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Of which detections and notices a subscriber is told.</summary>
internal static class AlertReach
{
    /// <summary>Stands for every account.</summary>
    public const string Everywhere = "*";

    /// <summary>Every detection and notice, with its severity.</summary>
    public static IReadOnlyDictionary<string, SigmaLevel> Levels { get; } =
        Detection
            .All.Select(detection => (detection.Id, detection.Level))
            .Concat(Notice.All.Select(notice => (notice.Id, notice.Level)))
            .ToDictionary(one => one.Id, one => one.Level, StringComparer.Ordinal);

    private static readonly HashSet<string> ForMachines =
    [
        .. Notice.All.Where(notice => notice.IsForMachinesOnly).Select(notice => notice.Id),
    ];

    /// <summary>
    /// Returns the subscribers of a configuration. Each has the ids of its detections, with the accounts whose alerts it gets.
    /// A secret endpoint is told apart by its place in the configuration.
    /// </summary>
    public static Dictionary<string, Dictionary<string, HashSet<string>>> Of(DefenseSettings settings)
    {
        var subscribers = new Dictionary<string, Dictionary<string, HashSet<string>>>(StringComparer.Ordinal);
        foreach (var alert in settings.Alerts)
        {
            var name = alert.ShownName;
            if (!subscribers.TryGetValue(name, out var reach))
            {
                subscribers[name] = reach = new(StringComparer.Ordinal);
            }

            foreach (var id in Levels.Where(one => Asks(alert, one.Key, one.Value)).Select(one => one.Key))
            {
                if (!reach.TryGetValue(id, out var accounts))
                {
                    reach[id] = accounts = new(StringComparer.Ordinal);
                }

                accounts.UnionWith(alert.Accounts.IsEmpty ? [Everywhere] : alert.Accounts);
            }
        }

        return subscribers;
    }

    private static bool Asks(AlertSubscription alert, string id, SigmaLevel level) =>
        alert.Severities.Contains(level)
        && (alert.Detections.IsEmpty || alert.Detections.Contains(id))
        && (!alert.Protocol.Form.IsReadByPeople || !ForMachines.Contains(id));
}
