using BedrockDefense.Alerts;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Compares the windows in which people are not told of planned changes.</summary>
internal static class MaintenanceComparer
{
    private const string Area = "maintenance";

    public static IEnumerable<ProtectionChange> Compare(ComparedStack old, ComparedStack @new)
    {
        var (before, after) = (old.Settings.Maintenance, @new.Settings.Maintenance);
        if (after is null)
        {
            return before is null
                ? []
                : [new(ChangeDirection.Stronger, Area, before.Span, $"is no window any more: {Describe(before)} alerts")];
        }

        return before is null || !IsWithin(after, before)
                ? [new(ChangeDirection.Weaker, Area, after.Span, $"people are not alerted: {Describe(after)} is silent")]
            : IsWithin(before, after) ? []
            : [new(ChangeDirection.Stronger, Area, after.Span, $"the window is smaller: only {Describe(after)} is silent")];
    }

    private static bool IsWithin(MaintenanceWindow inner, MaintenanceWindow outer) =>
        inner.Start >= outer.Start
        && inner.End <= outer.End
        && !inner.Roles.Except(outer.Roles).Any()
        && !inner.Detections.Except(outer.Detections).Any();

    private static string Describe(MaintenanceWindow window) =>
        $"{string.Join(", ", window.Detections)} by {string.Join(", ", window.Roles)}";
}
