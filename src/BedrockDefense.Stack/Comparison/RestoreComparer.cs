using System.Globalization;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Compares whether and how soon a changed logging configuration is restored.</summary>
internal static class RestoreComparer
{
    private const string Area = "restore";

    public static IEnumerable<ProtectionChange> Compare(ComparedStack old, ComparedStack @new)
    {
        var (before, after) = (old.Settings.Restore, @new.Settings.Restore);
        if (before.Mode != after.Mode)
        {
            yield return new(
                Worded.Direction(after.Mode > before.Mode),
                Area,
                "restore.mode",
                $"{Worded.Name(before.Mode)} becomes {Worded.Name(after.Mode)}"
            );
        }

        if (Minutes(before.ReconcileRate) is var was && Minutes(after.ReconcileRate) is var becomes && was != becomes)
        {
            yield return new(
                Worded.Direction(becomes < was),
                Area,
                "restore.reconcile",
                $"{before.ReconcileRate ?? "off"} becomes {after.ReconcileRate ?? "off"}"
            );
        }
    }

    /// <summary>
    /// Returns the minutes of a rate of EventBridge Scheduler, <c>rate(VALUE UNIT)</c>. Never is longer than every rate.
    /// </summary>
    public static long Minutes(string? rate)
    {
        if (rate is null)
        {
            return long.MaxValue;
        }

        var parts = rate["rate(".Length..^1].Split(' ');
        var unit = parts[1][0] switch
        {
            'm' => 1,
            'h' => 60,
            _ => 1_440,
        };
        return long.Parse(parts[0], CultureInfo.InvariantCulture) * unit;
    }
}
