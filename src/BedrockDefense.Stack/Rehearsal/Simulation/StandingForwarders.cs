using System.Text.Json;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>
/// Tells which events the stack's forwarders send to the central bus, by the account and Region in which AWS puts them.
/// </summary>
internal sealed class StandingForwarders(SimulatedAws aws)
{
    private readonly ILookup<(string Account, string Region), SimulatedRule> _byPlace = aws
        .Rules.Values.Where(rule =>
            rule.BusArn.EndsWith(":event-bus/default", StringComparison.Ordinal)
            && rule.Targets.Exists(target => aws.Buses.Contains(target.Arn))
        )
        .ToLookup(rule => (rule.BusArn.Split(':')[4], rule.BusArn.Split(':')[3]));

    /// <summary>
    /// Returns the reason why no forwarder sends an event on from the default bus on which AWS puts it; null when one does.
    /// </summary>
    public string? ExplainMissing(JsonElement @event)
    {
        // The stack's own events do not need a forwarder, because a schedule puts them on the central bus. Only AWS puts
        // events on a default bus.
        if (!@event.GetProperty("source").GetString()!.StartsWith("aws.", StringComparison.Ordinal))
        {
            return null;
        }

        if (Text(@event, "region") is not { } region)
        {
            return "the event names no Region (awsRegion), so that nothing tells whether a forwarder stands there";
        }

        var account =
            Text(@event, "account") is { } own && _byPlace.Any(place => place.Key.Account == own) ? own : aws.Organization.MemberAccountId;
        var forwarders = _byPlace[(account, region)].ToList();
        return forwarders.Count == 0 ? $"no forwarder stands in {region}{DescribeOtherRegions(account)}"
            : !forwarders.Exists(rule => rule.Sees(EventRouter.IsReadOnly(@event)) && rule.Pattern.Match(@event).IsMatch)
                ? $"the forwarder in {region} does not let this event through"
            : null;
    }

    private string DescribeOtherRegions(string account)
    {
        string[] regions =
        [
            .. _byPlace.Where(place => place.Key.Account == account).Select(place => place.Key.Region).Order(StringComparer.Ordinal),
        ];
        return regions.Length == 0 ? ", nor in any other Region" : $"; they stand in {string.Join(", ", regions)}";
    }

    private static string? Text(JsonElement @event, string field) =>
        @event.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
