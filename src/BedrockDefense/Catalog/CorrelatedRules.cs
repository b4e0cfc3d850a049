using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>
/// Finds the rules that a correlation refers to: by name or id (correlation specification 2.1, "Related rules"), or by title,
/// as Suzaku's correlations do. Those of its own file come first.
/// </summary>
internal sealed class CorrelatedRules(IReadOnlyList<SigmaRule> all, IReadOnlyList<SigmaCorrelation> correlations)
{
    private static readonly Func<SigmaRule, string, bool>[] Ways =
    [
        (rule, reference) => rule.Name == reference,
        (rule, reference) => rule.Id is { } id && id.Equals(reference, StringComparison.OrdinalIgnoreCase),
        (rule, reference) => rule.Title == reference,
    ];

    /// <summary>The hunt; null, and faults, when its rules are not all there.</summary>
    /// <param name="id">The hunt's id.</param>
    /// <param name="correlation">The correlation.</param>
    /// <param name="used">Gets the rules that it refers to, whether or not it can be run.</param>
    /// <param name="faults">Gets what is wrong.</param>
    public Hunt? Find(string id, SigmaCorrelation correlation, HashSet<SigmaRule> used, List<Fault> faults)
    {
        var before = faults.Count;
        var names = new Dictionary<SigmaRule, string>(ReferenceEqualityComparer.Instance);
        string[] references = [.. correlation.Rules, .. correlation.Until is { } until ? [until] : Array.Empty<string>()];
        foreach (var reference in references.Distinct())
        {
            var found = Find(reference, correlation.File);
            used.UnionWith(found);
            switch (found)
            {
                case []:
                    var others = all.Where(rule => rule.File == correlation.File).Select(rule => rule.Name ?? rule.Title);
                    Fault(
                        reference,
                        correlations.Any(other => other.Name == reference || other.Id == reference)
                            ? $"the correlation refers to the correlation {VisibleText.Quote(reference)}; only rules can be correlated here"
                            : $"the correlation refers to the rule {VisibleText.Quote(reference)}, which is not there; the "
                                + $"rules of its file are {VisibleText.Quote(others)}"
                    );
                    break;
                case [var rule] when !names.TryAdd(rule, reference):
                    Fault(reference, $"{VisibleText.Quote(reference)} and {VisibleText.Quote(names[rule])} are one rule; name it once");
                    break;
                case [_, _, ..]:
                    Fault(reference, $"{found.Count} rules are called {VisibleText.Quote(reference)}; give each a name of its own");
                    break;
            }
        }

        if (faults.Count > before)
        {
            return null;
        }

        var aliases = correlation.Aliases.ToDictionary(alias => alias.Key, alias => Resolved(alias.Key, alias.Value));
        return faults.Count > before
            ? null
            : new Hunt(
                id,
                correlation with
                {
                    Aliases = aliases,
                },
                [.. all.Where(names.ContainsKey).Select(rule => rule with { Name = names[rule] }).OrderBy(Place)]
            );

        // The last step of a rule that is one more than once; what ends a correlation comes after all steps.
        int Place(SigmaRule rule) =>
            rule.Name == correlation.Until ? correlation.Rules.Count : correlation.Rules.Index().Last(step => step.Item == rule.Name).Index;

        // An alias names the rules as the correlation does, or in another of the ways.
        IReadOnlyDictionary<string, string> Resolved(string alias, IReadOnlyDictionary<string, string> fields)
        {
            var resolved = new Dictionary<string, string>();
            foreach (var (reference, field) in fields)
            {
                if (NameOf(reference) is { } name)
                {
                    resolved[name] = field;
                }
                else
                {
                    Fault(
                        alias,
                        $"the alias {VisibleText.Quote(alias)} names the rule {VisibleText.Quote(reference)}, to which the "
                            + "correlation does not refer"
                    );
                }
            }

            foreach (var missing in references.Where(reference => !resolved.ContainsKey(reference)).Distinct())
            {
                Fault(
                    alias,
                    $"the alias {VisibleText.Quote(alias)} does not say which field of the rule {VisibleText.Quote(missing)}"
                        + $" it stands for; write {VisibleText.Of(missing)}: userIdentity.arn"
                );
            }

            return resolved;
        }

        string? NameOf(string reference) =>
            references.Contains(reference) ? reference
            : Find(reference, correlation.File) is [var rule] ? names.GetValueOrDefault(rule)
            : null;

        void Fault(string named, string message) =>
            faults.Add(new Fault(message, correlation.Places.GetValueOrDefault(named) ?? new SourceLocation(correlation.File)));
    }

    private List<SigmaRule> Find(string reference, string file)
    {
        foreach (
            var candidates in (List<SigmaRule>[])
                [
                    [.. all.Where(rule => rule.File == file)],
                    [.. all.Where(rule => rule.File != file)],
                ]
        )
        {
            foreach (var isCalled in Ways)
            {
                if (candidates.FindAll(rule => isCalled(rule, reference)) is { Count: > 0 } found)
                {
                    return found;
                }
            }
        }

        return [];
    }
}
