using System.Globalization;
using System.Text.RegularExpressions;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Watching;

/// <summary>How often each account and Region is heard of, and how few are too few.</summary>
/// <param name="Accounts">How many accounts there are in each Region.</param>
/// <param name="Interval">How often each is heard of.</param>
internal sealed partial record HeartbeatPace(int Accounts, TimeSpan Interval)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Above this many are silent when something common to them is broken; below it may be a rollout or a slow hour.
    private const double Share = 0.8;

    /// <summary>The pace of some settings; null, with the reason, when nothing can be counted.</summary>
    public static HeartbeatPace? Of(DefenseSettings settings, OrganizationFacts organization, out string? reason)
    {
        reason =
            settings.Restore.Mode == RestoreMode.Off ? "restore.mode is off"
            : settings.Restore.Reconcile is null ? "restore.reconcile is off"
            : IntervalOf(settings.Restore.Reconcile) > TimeSpan.FromHours(12)
                ? $"restore.reconcile is {settings.Restore.Reconcile}, and an alarm counts no longer than a day"
            : !settings.StackSets.Targets.IsEmpty ? "stackSets.targets leaves accounts out, so nobody knows how many there should be"
            : null;
        return reason is null ? new(organization.ActiveMemberIds.Length + 1, IntervalOf(settings.Restore.Reconcile!)) : null;
    }

    /// <summary>Fewer in one interval, twice in a row, are too few.</summary>
    public double LeastInInterval => Math.Max(1, Math.Floor(Share * Accounts));

    /// <summary>
    /// Fewer in a day, twice in a row, mean that one is silent; a few may be lost, since AWS delivers events at best effort.
    /// </summary>
    public double LeastInDay => (Beats * Accounts) - Beats + Lost;

    /// <summary>The interval in seconds, as an alarm has it.</summary>
    public int Seconds => (int)Interval.TotalSeconds;

    /// <summary>In a sentence, what is heard of each place and how soon silence is noticed.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="organization">The organization.</param>
    public static string Sentence(DefenseSettings settings, OrganizationFacts organization)
    {
        var regions = string.Join(", ", settings.Regions.Select(region => region.Code));
        return Of(settings, organization, out var reason) is { } pace
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Each of the {pace.Accounts:#,##0} accounts is heard of every {Words(pace.Interval)} in {regions}, over "
                    + $"its forwarder; silence is noticed within {Words(3 * pace.Interval)} when a fifth of them fall silent in a "
                    + $"Region, and within 3 days when one does."
            )
            : $"Nothing is heard of an account while nothing happens in it: {reason}. Its forwarders are known to work by "
                + "their dead letters alone.";
    }

    private int Beats => (int)(Day / Interval);

    private int Lost => Math.Min(Beats - 1, 2);

    private static string Words(TimeSpan span) =>
        span.TotalMinutes < 120 && span.TotalMinutes % 60 != 0 ? $"{span.TotalMinutes:0} minutes"
        : span.TotalHours == 1 ? "hour"
        : $"{span.TotalHours:0.#} hours";

    private static TimeSpan IntervalOf(string rate)
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
