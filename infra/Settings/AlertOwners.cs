namespace BedrockDefense.Infra.Settings;

/// <summary>Refuses endpoints that cannot be subscribed where they are, and more of them than a topic takes.</summary>
internal static class AlertOwners
{
    // Amazon SNS Developer Guide, "Fanout to Firehose delivery streams".
    private const int StreamsOfAnOwner = 5;

    // "Amazon SNS endpoints and quotas" (AWS General Reference), filter policies per topic; one is the canary's.
    private const int Filters = 200 - 1;

    /// <summary>Notes every fault on its entry.</summary>
    public static void Require(IReadOnlyDictionary<string, ConfigNode> nodes, DefenseSettings settings)
    {
        if (!nodes.TryGetValue("alerts", out var node) || node.List("") is not { } entries)
        {
            return;
        }

        foreach (var (entry, alert) in entries.Zip(settings.Alerts))
        {
            // People's topics are several, and an application has nobody who could subscribe its endpoint to each.
            if (alert.Protocol.Name == "application" && settings.SubscribedByOwners.Contains(alert))
            {
                entry.Refuse(
                    $"is in account {alert.Owner}, but the topics are in {settings.SecurityAccount?.Id ?? settings.ManagementAccountId}; write an application's endpoint of that account"
                );
            }
        }

        foreach (
            var owner in settings
                .Alerts.Where(alert => alert.Protocol.Name == "firehose" && alert.Owner is not null)
                .CountBy(alert => alert.Owner!)
                .Where(owner => owner.Value > StreamsOfAnOwner)
        )
        {
            node.Refuse(
                $"has {owner.Value} streams of account {owner.Key}, and SNS takes {StreamsOfAnOwner} of one owner at a topic; write at most {StreamsOfAnOwner}"
            );
        }

        var filters = settings.Alerts.Count(alert => !alert.Protocol.IsReadByPeople);
        if (filters > Filters)
        {
            node.Refuse(
                $"has {filters} endpoints of machines, and SNS takes {Filters} beside the stack's own at a topic; write at most {Filters}"
            );
        }
    }
}
