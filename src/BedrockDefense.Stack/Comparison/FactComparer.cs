namespace BedrockDefense.Stack.Comparison;

/// <summary>Names the settings that differ although no comparer of the protection has anything to say about them.</summary>
internal static class FactComparer
{
    private const string Area = "settings";

    /// <summary>Returns a neutral change for each setting that differs and that no change explains.</summary>
    /// <param name="old">The old stack.</param>
    /// <param name="new">The new stack.</param>
    /// <param name="explained">The changes that were found.</param>
    public static IEnumerable<ProtectionChange> Compare(
        ComparedStack old,
        ComparedStack @new,
        IReadOnlyCollection<ProtectionChange> explained
    )
    {
        var (before, after) = (SettingsFacts.Of(old.Config, old.Settings), SettingsFacts.Of(@new.Config, @new.Settings));
        return before
            .Zip(after)
            .Where(pair => pair.First.Value != pair.Second.Value && !explained.Any(change => pair.First.ExplainedBy.Contains(change.Area)))
            .Select(pair => new ProtectionChange(
                ChangeDirection.Neutral,
                Area,
                pair.First.Setting,
                $"{Show(pair.First.Value)} becomes {Show(pair.Second.Value)}"
            ));
    }

    private static string Show(string value) => value.Length == 0 ? "nothing" : value;
}
