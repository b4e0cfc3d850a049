using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>
/// A Sigma correlation and the rules that it correlates, such as a file of <c>policies/hunts</c>. Its id is the name of its file.
/// </summary>
/// <param name="Id">The lower-case id, such as <c>blind-window</c>.</param>
/// <param name="Correlation">The correlation.</param>
/// <param name="Rules">
/// The rules, with their placeholders not yet filled. Each has the name by which the correlation refers to it. CloudTrail does not
/// say in which order events of one second happened. So the order of the rules decides it: rules are ordered by their last step,
/// and an ending rule comes last.
/// </param>
public sealed record Hunt(string Id, SigmaCorrelation Correlation, IReadOnlyList<SigmaRule> Rules)
{
    /// <summary>Every hunt of the catalog, in the order of the ids.</summary>
    /// <exception cref="InvalidInputException">A hunt of the catalog is invalid.</exception>
    public static IReadOnlyList<Hunt> All { get; } =
    [.. CatalogFiles.Ids("hunts", ".yml").Select(id => Parse(id, CatalogFiles.Find($"hunts/{id}.yml")!, $"policies/hunts/{id}.yml"))];

    /// <summary>The severity of a match.</summary>
    public SigmaLevel Level => Correlation.Level ?? default;

    /// <summary>Reads a file with one correlation and its rules.</summary>
    /// <exception cref="SigmaException">The file has faults, or the correlation refers to rules that are not in the file.</exception>
    public static Hunt Parse(string id, string yaml, string file)
    {
        var set = RuleSet.Read([(file, yaml)]);
        List<Fault> faults = [.. set.Faults, .. set.OtherLogs];
        var location = new SourceLocation(file);
        if (faults.Count == 0 && set.Hunts.Count != 1)
        {
            faults.Add(new Fault($"a hunt has one correlation; found {set.Hunts.Count}", location));
        }

        foreach (var (_, rule) in set.Hunts is [{ Correlation.Generate: false }] ? set.Detections : [])
        {
            faults.Add(new Fault($"the correlation does not refer to the rule {VisibleText.Quote(rule.Name ?? rule.Title)}", location));
        }

        return faults.Count == 0 ? set.Hunts[0] with { Id = id } : throw new SigmaException(faults);
    }

    /// <summary>Returns the number of the rule with this name.</summary>
    public int NumberOf(string name) => Rules.Index().Single(rule => rule.Item.Name == name).Index;

    /// <summary>Returns the field in the events of a rule that a name of <c>group-by</c> or of a count stands for.</summary>
    public string FieldOf(string nameOrAlias, SigmaRule rule)
    {
        ArgumentNullException.ThrowIfNull(nameOrAlias);
        ArgumentNullException.ThrowIfNull(rule);
        return Correlation.Aliases.TryGetValue(nameOrAlias, out var fields) && fields.TryGetValue(rule.Name!, out var field)
            ? field
            : nameOrAlias;
    }
}
