using System.Globalization;
using System.Text.RegularExpressions;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Watching;

/// <summary>How often each account and Region sends a heartbeat, and how few heartbeats are too few.</summary>
/// <param name="Accounts">How many accounts there are in each Region.</param>
/// <param name="Interval">The time between two heartbeats of an account in a Region.</param>
internal sealed partial record HeartbeatPace(int Accounts, TimeSpan Interval)
{
    /// <summary>The longest time between two heartbeats that are counted.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromHours(12);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // The share of accounts that must be heard of. With fewer, something that they have in common is broken. With a few missing accounts,
    // it may be a rollout or a slow hour.
    private const double RequiredShare = 0.8;

    /// <summary>Computes the pace from the settings; null, with the reason, when heartbeats cannot be counted.</summary>
    public static HeartbeatPace? Of(DefenseSettings settings, OrganizationFacts organization, out string? reason)
    {
        reason =
            settings.Restore.Mode == RestoreMode.Off ? "restore.mode is off"
            : settings.Restore.ReconcileRate is null ? "restore.reconcile is off"
            : IntervalOf(settings.Restore.ReconcileRate) > LongestInterval
                ? $"restore.reconcile is {settings.Restore.ReconcileRate}, and an alarm counts no longer than a day"
            : !settings.StackSets.Targets.IsEmpty ? "stackSets.targets leaves accounts out, so nobody knows how many there should be"
            : null;
        return reason is null ? new(organization.ActiveMemberIds.Length + 1, IntervalOf(settings.Restore.ReconcileRate!)) : null;
    }

    /// <summary>The least number of heartbeats in an interval. The alarm goes off when two intervals in a row have fewer.</summary>
    public double MinimumPerInterval => Math.Max(1, Math.Floor(RequiredShare * Accounts));

    /// <summary>
    /// The least number of heartbeats in a day. When two days in a row have fewer, an account is silent. A few heartbeats may be lost,
    /// since AWS delivers events on a best-effort basis.
    /// </summary>
    public double MinimumPerDay => (BeatsPerDay * Accounts) - BeatsPerDay + ToleratedLosses;

    /// <summary>The interval in seconds, as an alarm needs it.</summary>
    public int Seconds => (int)Interval.TotalSeconds;

    /// <summary>Says in a sentence how often each account and Region is heard of, and how soon silence is noticed.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="organization">The organization.</param>
    public static string Describe(DefenseSettings settings, OrganizationFacts organization)
    {
        var regions = string.Join(", ", settings.Regions.Select(region => region.Code));
        return Of(settings, organization, out var reason) is { } pace
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Each of the {pace.Accounts:#,##0} accounts is heard of every {Duration(pace.Interval)} in {regions}, over "
                    + $"its forwarder; silence is noticed within {Duration(3 * pace.Interval)} when a fifth of them fall silent in a "
                    + $"Region, and within 3 days when one does."
            )
            : $"Nothing is heard of an account while nothing happens in it: {reason}. Its forwarders are known to work by "
                + "their dead letters alone.";
    }

    private int BeatsPerDay => (int)(Day / Interval);

    private int ToleratedLosses => Math.Min(BeatsPerDay - 1, 2);

    private static string Duration(TimeSpan span) =>
        span.TotalMinutes < 120 && span.TotalMinutes % 60 != 0 ? $"{span.TotalMinutes:0} minutes"
        : span.TotalHours == 1 ? "hour"
        : $"{span.TotalHours:0.#} hours";

    /// <summary>Computes the time between two heartbeats from a rate of EventBridge Scheduler.</summary>
    public static TimeSpan IntervalOf(string rate)
    {
        var match = Rate().Match(rate);
        var value = int.Parse(match.Groups["value"].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "minute" => TimeSpan.FromMinutes(value),
            "hour" => TimeSpan.FromHours(value),
            _ => TimeSpan.FromDays(value),
        };
    }

    [GeneratedRegex(@"\Arate\((?<value>[0-9]+) (?<unit>minute|hour|day)s?\)\z")]
    private static partial Regex Rate();
}
