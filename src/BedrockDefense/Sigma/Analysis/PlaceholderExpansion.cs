namespace BedrockDefense.Sigma.Analysis;

/// <summary>Fills the placeholders in a detection.</summary>
internal static class PlaceholderExpansion
{
    public static DetectionNode Expand(DetectionNode node, IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders)
    {
        var faults = new List<Fault>();
        var expanded = DetectionTree.Map(node, match => Fill(match, placeholders, faults));
        return faults.Count == 0 ? expanded : throw new SigmaException(faults);
    }

    private static DetectionNode Fill(FieldMatch match, IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders, List<Fault> faults)
    {
        if (match.Test is not TextTest { Pattern: var pattern } test || pattern.Placeholders.FirstOrDefault() is not { } name)
        {
            return match;
        }

        if (!placeholders.TryGetValue(name, out var values) || values.Count == 0)
        {
            var known = placeholders.Count == 0 ? "none" : string.Join(", ", placeholders.Keys.Select(key => $"%{key}%"));
            faults.Add(new Fault($"no value for the placeholder %{name}%; given: {known}", match.Location));
            return match;
        }
        return new AnyOf([
            .. values
                .Select(value => match with { Test = test with { Pattern = pattern.Fill(name, SigmaText.Parse(value)) } })
                .Select(filled => Fill(filled, placeholders, faults)),
        ]);
    }
}
