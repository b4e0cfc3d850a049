using System.Globalization;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Infra.Watching;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>
/// Finds the accounts and governed Regions whose restorer has not worked for too long. It asks the trail, where only CloudTrail writes:
/// no account can make another one look alive.
/// </summary>
internal static class HeartbeatAges
{
    // Restorers work while the query runs, and no two clocks agree.
    private static readonly TimeSpan LongestLead = TimeSpan.FromHours(1);

    /// <summary>Says that the trail was not asked, and how to ask it.</summary>
    public static string WhyNot(DefenseSettings settings) =>
        "The heartbeats of single accounts and Regions are not looked at; the alarms on silence are. "
        + (
            HeartbeatQuery.ReasonAgainst(settings) is { } reason
                ? $"They cannot be: {reason}."
                : "--heartbeats asks the trail for them: Athena bills what the query scans, and writes its result to the bucket of hunts."
        );

    /// <summary>Asks and compares.</summary>
    /// <exception cref="AwsException">The query was refused or failed.</exception>
    public static async Task<Remarks> OfAsync(CheckContext context)
    {
        var now = context.Time.GetUtcNow();
        var query = HeartbeatQuery.Of(context.Settings, now);
        var workgroup = context.OfType("aws:athena/workgroup:Workgroup").Single(one => one.Text("name") == query.Workgroup);
        var home = context.Places.Of(workgroup);
        var (rows, scanned) = await new AthenaQueries(home, context.Time)
            .RunAsync(query.Workgroup, query.Sql, context.Cancellation)
            .ConfigureAwait(false);
        var heard = rows.Select(Heard).ToDictionary(one => (one.Account, one.Region), one => (DateTimeOffset?)one.Last);
        if (heard.Values.Max() is { } newest && newest - now > LongestLead)
        {
            throw new AwsException(
                "GetQueryResults",
                home.Account.Id,
                home.Region,
                $"the trail tells of work at {MetricSums.Iso(newest)}, which is in the future; set the clock of this machine"
            );
        }

        var (places, leftAlone) = await PlacesAsync(context, query).ConfigureAwait(false);
        List<Deviation> silent =
        [
            .. places
                .Where(place => !(heard.GetValueOrDefault(place) is { } last && now - last <= query.LongestSilence))
                .Select(place => new Deviation(
                    DeviationKind.Unhealthy,
                    place.Account,
                    place.Region,
                    $"heartbeat of {query.StackSet}",
                    null,
                    null,
                    heard.GetValueOrDefault(place) is { } last
                        ? $"CloudTrail recorded its last work at {MetricSums.Iso(last)}"
                        : $"CloudTrail recorded none of its work in the last {Hours(query.Window)}",
                    $"aws stepfunctions list-executions --region {place.Region} --state-machine-arn "
                        + $"arn:{context.Settings.HomeRegion.Partition}:states:{place.Region}:{place.Account}:stateMachine:{query.StackSet}"
                )),
        ];
        return new Remarks
        {
            Deviations = silent,
            Facts =
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Heartbeats: CloudTrail recorded the restorer's work of the last {Hours(query.LongestSilence)} in "
                        + $"{places.Count - silent.Count} of {places.Count} pairs of account and Region (Athena scanned {scanned} bytes)."
                ),
            ],
            NotChecked =
                leftAlone == 0
                    ? []
                    :
                    [
                        $"In accounts whose logging the settings leave alone ({leftAlone}) the restorer does nothing that "
                            + "CloudTrail records.",
                    ],
        };
    }

    private static async Task<(IReadOnlyList<(string Account, string Region)> Places, int LeftAlone)> PlacesAsync(
        CheckContext context,
        HeartbeatQuery query
    )
    {
        SortedSet<string> accounts = new([context.Organization.ManagementAccountId], StringComparer.Ordinal);
        foreach (var instances in context.OfType("aws:cloudformation/stackInstances:StackInstances"))
        {
            if (instances.Text("stackSetName") == query.StackSet)
            {
                accounts.UnionWith(await context.Organization.TargetsOfAsync(context.Places.Home, instances).ConfigureAwait(false));
            }
        }

        var all = accounts.Count;
        accounts.ExceptWith(await LeftAloneAsync(context).ConfigureAwait(false));
        return ([.. accounts.SelectMany(_ => query.Regions, (account, region) => (account, region))], all - accounts.Count);
    }

    // An account's own entry takes precedence over that of its unit.
    private static async Task<HashSet<string>> LeftAloneAsync(CheckContext context)
    {
        HashSet<string> found = [];
        var entries = context.Settings.InvocationLogging.PerAccount;
        foreach (var (target, _) in entries.Where(entry => entry.Value.IsLeftAlone))
        {
            found.UnionWith(
                target.StartsWith("ou-", StringComparison.Ordinal)
                    ? (await context.Organization.MembersBelowAsync(context.Places.Home, target).ConfigureAwait(false)).Where(account =>
                        !entries.ContainsKey(account)
                    )
                    : [target]
            );
        }

        return found;
    }

    private static string Hours(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} hours");

    // The query groups by account and Region, so it tells each of them once.
    private static (string Account, string Region, DateTimeOffset Last) Heard(IReadOnlyList<string?> row) =>
        row is [{ } account, { } region, { } last]
            ? (
                account,
                region,
                DateTimeOffset.Parse(last, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            )
            : throw new FormatException("the row has not the columns that the query asks for");
}
