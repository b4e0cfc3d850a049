using System.Globalization;
using BedrockDefense.Athena;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Watching;

/// <summary>
/// Asks the table over the trail when the restorer of each account and governed Region last did its work. A heartbeat itself is an event
/// and leaves no record. But each execution of the restorer calls Amazon Bedrock, and CloudTrail records the call. Account and Region are
/// those of the log file's path, which CloudTrail alone writes.
/// </summary>
/// <param name="Sql">The query. Its columns are the account, the Region and the time of the last call, in ISO 8601.</param>
/// <param name="Workgroup">The workgroup to ask in.</param>
/// <param name="StackSet">The stack set of the restorers.</param>
/// <param name="Regions">The Regions in which each account has a restorer.</param>
/// <param name="LongestSilence">How long ago the last call may be.</param>
/// <param name="Window">How far back the query looks; at least <paramref name="LongestSilence"/>.</param>
public sealed record HeartbeatQuery(
    string Sql,
    string Workgroup,
    string StackSet,
    IReadOnlyList<string> Regions,
    TimeSpan LongestSilence,
    TimeSpan Window
)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // CloudTrail delivers within five minutes on average, and promises no time (AWS CloudTrail User Guide, "How CloudTrail works").
    private static readonly TimeSpan Delivery = TimeSpan.FromHours(1);

    /// <summary>Says why nothing can be asked; null when it can.</summary>
    /// <param name="settings">The settings.</param>
    public static string? ReasonAgainst(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return !settings.Hunting.Enabled ? "hunting.enabled is false, so there is no table to ask"
            : settings.Restore.Mode == RestoreMode.Off ? "restore.mode is off, so there is no restorer to hear of"
            : settings.Restore.ReconcileRate is not { } rate ? "restore.reconcile is off, so the restorers rest until something changes"
            : HeartbeatPace.IntervalOf(rate) > HeartbeatPace.LongestInterval
                ? $"restore.reconcile is {rate}, and the query would read the logs of more than two days"
            : null;
    }

    /// <summary>Writes the query.</summary>
    /// <param name="settings">The settings, with which it can be asked.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ArgumentException">It cannot be asked.</exception>
    public static HeartbeatQuery Of(DefenseSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (ReasonAgainst(settings) is { } reason)
        {
            throw new ArgumentException(reason, nameof(settings));
        }

        // As with the alarms on silence, one lost heartbeat is none.
        var silence = (3 * HeartbeatPace.IntervalOf(settings.Restore.ReconcileRate!)) + Delivery;
        var window = silence > Day ? silence : Day;
        List<string> regions = [.. settings.Regions.Select(region => region.Code)];
        return new HeartbeatQuery(Write(settings, regions, now - window), Names.Product, Names.Restorer, regions, silence, window);
    }

    // The texts are codes of Regions, names of this program and a date, so none needs escaping. A file of the last day may have records of
    // the day before, and a record is never in a file of an earlier day.
    private static string Write(DefenseSettings settings, IEnumerable<string> regions, DateTimeOffset from)
    {
        var day = from.UtcDateTime.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
        var time = from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var operation = settings.Restore.Mode == RestoreMode.Observe ? "Get" : "Put";
        return $"""
            SELECT account, region, max(eventtime) AS last
            FROM "{AthenaScope.DefaultDatabase}"."{AthenaScope.DefaultTable}"
            WHERE region IN ({string.Join(", ", regions.Select(region => $"'{region}'"))})
              AND day >= '{day}'
              AND eventtime >= '{time}'
              AND eventsource = 'bedrock.amazonaws.com'
              AND eventname = '{operation}ModelInvocationLoggingConfiguration'
              AND errorcode IS NULL
              AND useridentity.sessioncontext.sessionissuer.arn
                = concat('arn:{settings.HomeRegion.Partition}:iam::', account, ':role/{Names.RestorerRole("")}', region)
            GROUP BY account, region
            """;
    }
}
