using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>A file of <c>policies/hunts</c>: one Sigma correlation and the rules it correlates; its id is its file's name.</summary>
/// <param name="Id">The lower-case id, such as <c>blind-window</c>.</param>
/// <param name="Correlation">The correlation.</param>
/// <param name="Rules">
/// The rules, their placeholders not yet filled in; each has a name. They are in the order in which events of one second are
/// taken, for CloudTrail tells no more of their order: by their last step, and what ends a correlation after all.
/// </param>
public sealed record Hunt(string Id, SigmaCorrelation Correlation, IReadOnlyList<SigmaRule> Rules)
{
    /// <summary>Every hunt, in the order of their ids.</summary>
    /// <exception cref="InvalidInputException">A hunt of the catalog is invalid.</exception>
    public static IReadOnlyList<Hunt> All { get; } =
        [.. CatalogFiles.Ids("hunts", ".yml").Select(id => Parse(id, CatalogFiles.Find($"hunts/{id}.yml")!, $"policies/hunts/{id}.yml"))];

    /// <summary>How severe it is when it finds something.</summary>
    public SigmaLevel Level => Correlation.Level!.Value;

    /// <summary>Reads a file with one correlation and its rules.</summary>
    /// <exception cref="SigmaException">The file is faulty, or the correlation refers to rules that are not in it.</exception>
    public static Hunt Parse(string id, string yaml, string file)
    {
        var sigma = SigmaFile.Parse(yaml, file);
        var location = new SourceLocation(file);
        if (sigma.Correlations is not [var correlation])
            throw new SigmaException([new Fault($"a hunt has one correlation; found {sigma.Correlations.Count}", location)]);
        var faults = new List<Fault>();
        if (correlation.Level is null)
            faults.Add(new Fault("the correlation lacks level, such as high", location));
        foreach (var rule in sigma.Rules.Where(rule => rule.Name is null))
            faults.Add(new Fault($"the rule {VisibleText.Quote(rule.Title)} lacks name, by which the correlation refers to it", location));
        string[] names = [.. sigma.Rules.Select(rule => rule.Name).OfType<string>()];
        foreach (var name in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            faults.Add(new Fault($"two rules have the name {VisibleText.Quote(name.Key)}", location));
        string[] referred = [.. correlation.Rules, .. correlation.Until is { } until ? [until] : Array.Empty<string>()];
        foreach (var name in referred.Except(names, StringComparer.Ordinal))
            faults.Add(new Fault($"the correlation refers to the rule {VisibleText.Quote(name)}; the file has {VisibleText.Quote(names)}", location));
        foreach (var name in names.Except(referred, StringComparer.Ordinal))
            faults.Add(new Fault($"the correlation does not refer to the rule {VisibleText.Quote(name)}", location));
        foreach (var (alias, fields) in correlation.Aliases)
        {
            foreach (var name in fields.Keys.Except(names, StringComparer.Ordinal))
                faults.Add(new Fault($"the alias {VisibleText.Quote(alias)} names the rule {VisibleText.Quote(name)}, which the file does not have", location));
        }

        return faults.Count == 0 ? new Hunt(id, correlation, [.. sigma.Rules.OrderBy(Place)]) : throw new SigmaException(faults);

        int Place(SigmaRule rule) => rule.Name == correlation.Until ? correlation.Rules.Count : correlation.Rules.Index().Last(step => step.Item == rule.Name).Index;
    }

    /// <summary>The number of the rule of a name.</summary>
    public int NumberOf(string name) => Rules.Index().Single(rule => rule.Item.Name == name).Index;

    /// <summary>The field that stands for a name of <c>group-by</c> or of a count, in the events of a rule.</summary>
    public string FieldOf(string nameOrAlias, SigmaRule rule)
    {
        ArgumentNullException.ThrowIfNull(nameOrAlias);
        ArgumentNullException.ThrowIfNull(rule);
        return Correlation.Aliases.TryGetValue(nameOrAlias, out var fields) && fields.TryGetValue(rule.Name!, out var field) ? field : nameOrAlias;
    }
}
