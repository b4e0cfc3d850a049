namespace BedrockDefense.Stack.Comparison;

/// <summary>
/// Compares two lists of roots, units and accounts. Below a root that both lists name, a further unit or account changes nothing.
/// </summary>
internal static class ReachComparer
{
    /// <summary>Compares the lists.</summary>
    /// <param name="old">The ids of the old configuration.</param>
    /// <param name="new">The ids of the new configuration.</param>
    /// <param name="area">The area of the changes.</param>
    /// <param name="what">What reaches the ids, such as <c>the guardrails are attached</c>.</param>
    public static IEnumerable<ProtectionChange> Compare(
        IReadOnlyCollection<string> old,
        IReadOnlyCollection<string> @new,
        string area,
        string what
    )
    {
        foreach (var id in old.Except(@new))
        {
            yield return HasRoot(@new) && !IsRoot(id)
                ? new(ChangeDirection.Neutral, area, id, "is no longer named, and the root covers it")
                : new(ChangeDirection.Weaker, area, id, $"is no longer covered: {what} to {Describe(@new)}");
        }

        foreach (var id in @new.Except(old))
        {
            yield return HasRoot(old) && !IsRoot(id)
                ? new(ChangeDirection.Neutral, area, id, "is named, and the root covered it before")
                : new(ChangeDirection.Stronger, area, id, $"is covered: {what} to {Describe(@new)}");
        }
    }

    private static string Describe(IReadOnlyCollection<string> ids) => ids.Count == 0 ? "nothing" : string.Join(", ", ids);

    private static bool HasRoot(IEnumerable<string> ids) => ids.Any(IsRoot);

    private static bool IsRoot(string id) => id.StartsWith("r-", StringComparison.Ordinal);
}
