using BedrockDefense.Sigma;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Compares who is told of what.</summary>
internal static class AlertComparer
{
    private const string Area = "alerts";

    // So many detections are named in a sentence. A severity has more.
    private const int Named = 4;

    public static IEnumerable<ProtectionChange> Compare(ComparedStack old, ComparedStack @new)
    {
        var (before, after) = (AlertReach.Of(old.Settings), AlertReach.Of(@new.Settings));
        foreach (var name in before.Keys.Except(after.Keys))
        {
            yield return new(ChangeDirection.Weaker, Area, name, "is no longer subscribed");
        }

        foreach (var name in after.Keys.Except(before.Keys))
        {
            yield return new(ChangeDirection.Stronger, Area, name, $"is subscribed to {Describe(after[name].Keys)}");
        }

        foreach (var name in before.Keys.Intersect(after.Keys))
        {
            foreach (var change in Compare(name, before[name], after[name]))
            {
                yield return change;
            }
        }

        foreach (var change in Unheard(before, after))
        {
            yield return change;
        }
    }

    private static IEnumerable<ProtectionChange> Compare(
        string name,
        Dictionary<string, HashSet<string>> before,
        Dictionary<string, HashSet<string>> after
    )
    {
        if (before.Keys.Except(after.Keys).ToList() is [_, ..] lost)
        {
            yield return new(ChangeDirection.Weaker, Area, name, $"is no longer told of {Describe(lost)}");
        }

        if (after.Keys.Except(before.Keys).ToList() is [_, ..] gained)
        {
            yield return new(ChangeDirection.Stronger, Area, name, $"is told of {Describe(gained)}");
        }

        // The accounts of an entry are the same for all its detections, so most sentences would repeat each other.
        var common = before.Keys.Intersect(after.Keys).ToList();
        foreach (var group in common.GroupBy(id => Missing(before[id], after[id])).Where(group => group.Key.Length > 0))
        {
            yield return new(ChangeDirection.Weaker, Area, name, $"is no longer told of {group.Key} ({Describe(group)})");
        }

        foreach (var group in common.GroupBy(id => Missing(after[id], before[id])).Where(group => group.Key.Length > 0))
        {
            yield return new(ChangeDirection.Stronger, Area, name, $"is told of {group.Key} ({Describe(group)})");
        }
    }

    // What of one set of accounts the other does not cover, in words; empty when it covers all.
    private static string Missing(HashSet<string> from, HashSet<string> to) =>
        to.Contains(AlertReach.Everywhere) ? ""
        : from.Contains(AlertReach.Everywhere) ? $"accounts other than {string.Join(", ", to.Order(StringComparer.Ordinal))}"
        : from.Except(to).Order(StringComparer.Ordinal).ToList() is [_, ..] accounts ? $"account {string.Join(", ", accounts)}"
        : "";

    private static IEnumerable<ProtectionChange> Unheard(
        Dictionary<string, Dictionary<string, HashSet<string>>> before,
        Dictionary<string, Dictionary<string, HashSet<string>>> after
    )
    {
        var (told, tells) = (before.Values.SelectMany(reach => reach.Keys).Distinct(), after.Values.SelectMany(reach => reach.Keys));
        if (told.Except(tells).ToList() is [_, ..] silenced)
        {
            yield return new(ChangeDirection.Weaker, Area, "nobody", $"is subscribed any more to {Describe(silenced)}");
        }
    }

    private static string Describe(IEnumerable<string> ids)
    {
        var sorted = ids.OrderByDescending(id => AlertReach.Levels[id]).ThenBy(id => id, StringComparer.Ordinal).ToList();
        if (sorted.Count == AlertReach.Levels.Count)
        {
            return "every detection and notice";
        }

        // Whole severities are named by their names.
        var whole = AlertReach
            .Levels.GroupBy(one => one.Value, one => one.Key)
            .Where(level => level.All(sorted.Contains))
            .OrderByDescending(level => level.Key)
            .ToList();
        var single = sorted.Except(whole.SelectMany(level => level)).ToList();
        string[] parts =
        [
            .. whole.Select(level => $"severity {level.Key.SigmaName()}"),
            .. single.Take(Named),
            .. single.Count > Named ? [$"{single.Count - Named} more"] : (string[])[],
        ];
        return string.Join(", ", parts);
    }
}
