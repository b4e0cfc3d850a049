using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>A Sigma correlation and the rules it correlates, such as a file of <c>policies/hunts</c>; its id is its file's name.</summary>
/// <param name="Id">The lower-case id, such as <c>blind-window</c>.</param>
/// <param name="Correlation">The correlation.</param>
/// <param name="Rules">
/// The rules, their placeholders not yet filled in; each has the name by which the correlation refers to it. They are in the order
/// in which events of one second are
/// taken, for CloudTrail tells no more of their order: by their last step, and what ends a correlation after all.
/// </param>
public sealed record Hunt(string Id, SigmaCorrelation Correlation, IReadOnlyList<SigmaRule> Rules)
{
    /// <summary>Every hunt, in the order of their ids.</summary>
    /// <exception cref="InvalidInputException">A hunt of the catalog is invalid.</exception>
    public static IReadOnlyList<Hunt> All { get; } =
    [.. CatalogFiles.Ids("hunts", ".yml").Select(id => Parse(id, CatalogFiles.Find($"hunts/{id}.yml")!, $"policies/hunts/{id}.yml"))];

    /// <summary>How severe it is when it finds something.</summary>
    public SigmaLevel Level => Correlation.Level ?? default;

    /// <summary>Reads a file with one correlation and its rules.</summary>
    /// <exception cref="SigmaException">The file is faulty, or the correlation refers to rules that are not in it.</exception>
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

    /// <summary>The number of the rule of a name.</summary>
    public int NumberOf(string name) => Rules.Index().Single(rule => rule.Item.Name == name).Index;

    /// <summary>The field that stands for a name of <c>group-by</c> or of a count, in the events of a rule.</summary>
    public string FieldOf(string nameOrAlias, SigmaRule rule)
    {
        ArgumentNullException.ThrowIfNull(nameOrAlias);
        ArgumentNullException.ThrowIfNull(rule);
        return Correlation.Aliases.TryGetValue(nameOrAlias, out var fields) && fields.TryGetValue(rule.Name!, out var field)
            ? field
            : nameOrAlias;
    }
}
