namespace BedrockDefense.Infra.Settings;

/// <summary>Refuses endpoints that cannot be subscribed from their account, and more endpoints than a topic takes.</summary>
internal static class AlertOwners
{
    // Filter policies per topic ("Amazon SNS endpoints and quotas", AWS General Reference). The canary needs one of them.
    private const int FilterLimit = 200 - 1;

    /// <summary>Checks the alerts and notes every fault on its entry.</summary>
    public static void Require(IReadOnlyDictionary<string, ConfigNode> nodes, DefenseSettings settings)
    {
        if (!nodes.TryGetValue("alerts", out var node) || node.List("") is not { } entries)
        {
            return;
        }

        foreach (var (entry, alert) in entries.Zip(settings.Alerts))
        {
            var central = settings.CentralAccountId;
            if (alert.Connection is { } connection && central is not null && connection.Account != central)
            {
                entry.Refuse(
                    $"has a connection of account {connection.Account}, but the alerts are in {central}; create the connection in that "
                        + "account"
                );
            }

            // People's alerts come from several topics. An application has no owner who could subscribe its endpoint to each of
            // them.
            if ((alert.Protocol.Form.IsReadByPeople || alert.Protocol.OwnersStep is null) && settings.SubscribedByOwners.Contains(alert))
            {
                entry.Refuse(
                    $"is in account {alert.Owner}, but the topics are in "
                        + $"{central}; write an {alert.Protocol}'s endpoint "
                        + "of that account"
                );
            }
        }

        foreach (
            var ((protocol, owner), count) in settings
                .Alerts.Where(alert => alert.Protocol.EndpointsPerOwnerLimit is not null && alert.Owner is not null)
                .CountBy(alert => (alert.Protocol, Owner: alert.Owner!))
                .Where(one => one.Value > one.Key.Protocol.EndpointsPerOwnerLimit)
        )
        {
            node.Refuse(
                $"has {count} streams of account {owner}, and SNS takes {protocol.EndpointsPerOwnerLimit} of one owner at a topic; "
                    + $"write at most {protocol.EndpointsPerOwnerLimit}"
            );
        }

        var filters = settings.Alerts.Count(alert => alert.Protocol.IsFiltered);
        if (filters > FilterLimit)
        {
            node.Refuse(
                $"has {filters} endpoints of machines, and SNS takes {FilterLimit} beside the stack's own at a topic; "
                    + $"write at most {FilterLimit}"
            );
        }
    }
}
