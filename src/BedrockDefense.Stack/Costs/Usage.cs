namespace BedrockDefense.Stack.Costs;

/// <summary>How much an organization does in a month; what an estimate rests on.</summary>
/// <param name="Accounts">Its accounts, the management account among them.</param>
/// <param name="Regions">The governed Regions.</param>
/// <param name="Events">Management events that CloudTrail records, in all accounts and Regions together.</param>
/// <param name="Forwarded">How many of those events the forwarders pass on, beyond the restorer's own.</param>
/// <param name="Alerts">Findings.</param>
/// <param name="Queries">How often a saved query is run as it is saved, over all accounts and Regions.</param>
public sealed record Usage(long Accounts, int Regions, long Events, long Forwarded, long Alerts, long Queries)
{
    /// <summary>Hours in a month, as AWS reckons.</summary>
    public const int Hours = 730;

    /// <summary>Places that each have a schedule, a default bus and, maybe, CloudTrail files to deliver.</summary>
    public long Places => Accounts * Regions;
}
