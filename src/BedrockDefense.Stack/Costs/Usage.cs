namespace BedrockDefense.Stack.Costs;

/// <summary>How much an organization does in a month. An estimate is based on it.</summary>
/// <param name="Accounts">The number of accounts, including the management account.</param>
/// <param name="Regions">The number of governed Regions.</param>
/// <param name="Events">The management events that CloudTrail records in all accounts and Regions together.</param>
/// <param name="Forwarded">How many of those events the forwarders send on, without the events of the restorer.</param>
/// <param name="Alerts">The number of findings.</param>
/// <param name="Queries">How often a saved query runs as it is saved, over all accounts and Regions.</param>
public sealed record Usage(long Accounts, int Regions, long Events, long Forwarded, long Alerts, long Queries)
{
    /// <summary>The hours in a month, as AWS counts them.</summary>
    public const int Hours = 730;

    /// <summary>The invocations that arrive in all log groups in a month, in GB, where nobody says how many.</summary>
    public const long AssumedInvocationGigabytes = 100;

    /// <summary>Findings in a month, where nobody says how many.</summary>
    public const long AssumedAlerts = 1_000;

    /// <summary>Runs of saved queries in a month, where nobody says how many.</summary>
    public const long AssumedQueries = 30;

    private const long EventsOfAnAccount = 1_000_000;
    private const long EventsForEachForwarded = 1_000;

    /// <summary>Returns the usage that is assumed where nobody says more.</summary>
    /// <param name="accounts">The number of accounts, including the management account.</param>
    /// <param name="regions">The number of governed Regions.</param>
    /// <param name="events">The management events; null for a million of each account.</param>
    public static Usage Assumed(long accounts, int regions, long? events = null)
    {
        var recorded = events ?? accounts * EventsOfAnAccount;
        return new Usage(accounts, regions, recorded, recorded / EventsForEachForwarded, AssumedAlerts, AssumedQueries);
    }

    /// <summary>The invocations that arrive in all log groups together, in GB. Only their copies are estimated.</summary>
    public long InvocationGigabytes { get; init; } = AssumedInvocationGigabytes;

    /// <summary>
    /// The number of places, which are pairs of an account and a Region. Each has a schedule and a default bus, and
    /// CloudTrail may deliver files from it.
    /// </summary>
    public long Places => Accounts * Regions;
}
