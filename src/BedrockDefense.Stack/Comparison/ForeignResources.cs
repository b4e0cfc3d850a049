namespace BedrockDefense.Stack.Comparison;

/// <summary>Says what of a plan is not compared because this version would make it otherwise.</summary>
internal static class ForeignResources
{
    // So many resources are named in a sentence.
    private const int Named = 3;

    /// <summary>
    /// Returns a sentence if there are such resources that differ between the two sides. The comparers of settings do not see them.
    /// </summary>
    public static IEnumerable<string> FindUnknown(ComparedStack old, ComparedStack @new)
    {
        var foreign = SavedStackReader
            .FindDifferent(old.Foreign.Union(@new.Foreign), old.Stack, @new.Stack)
            .Select(key => key.Name)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        if (foreign.Count > 0)
        {
            var names = string.Join(", ", foreign.Take(Named)) + (foreign.Count > Named ? $" and {foreign.Count - Named} more" : "");
            var versions = string.Join(
                " and ",
                new[] { old, @new }.Where(one => one.Foreign.Count > 0).Select(one => one.Version).Distinct()
            );
            yield return $"all of the resources {names}: a plan of version {versions} has them otherwise than this version makes them of "
                + "its settings, so only the rehearsal, the guardrails, the enabled rules and the costs say what they change";
        }
    }
}
