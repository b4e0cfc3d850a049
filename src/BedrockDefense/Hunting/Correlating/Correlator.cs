using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>The fields by which the events of one hunt are correlated.</summary>
/// <param name="hunt">The hunt.</param>
/// <param name="number">The number of the hunt.</param>
internal sealed class Correlator(Hunt hunt, int number)
{
    private readonly string[][] _groupBy =
    [
        .. hunt.Rules.Select(rule => hunt.Correlation.GroupBy.Select(name => hunt.FieldOf(name, rule)).ToArray()),
    ];
    private readonly string[][] _counted =
    [
        .. hunt.Rules.Select(rule => hunt.Correlation.Fields.Select(name => hunt.FieldOf(name, rule)).ToArray()),
    ];

    public string Id => hunt.Id;

    /// <summary>The number of the hunt.</summary>
    public int Hunt => number;

    /// <summary>The steps of the correlation.</summary>
    public OrderedSteps Steps { get; } = OrderedSteps.Of(hunt);

    public IReadOnlyList<SigmaRule> Rules => hunt.Rules;

    /// <summary>The fields that the correlation groups by or counts.</summary>
    public IEnumerable<string> Fields => _groupBy.Concat(_counted).SelectMany(fields => fields).Distinct();

    /// <summary>Returns the fields by which the events of a rule are grouped.</summary>
    public IReadOnlyList<string> GroupBy(int rule) => _groupBy[rule];

    /// <summary>Returns a rule of the hunt as a source of events.</summary>
    /// <param name="rule">The number of the rule.</param>
    /// <param name="slots">The slot of each field.</param>
    public CorrelationSource SourceOf(int rule, IReadOnlyDictionary<string, int> slots) =>
        new(
            number,
            rule,
            [.. _groupBy[rule].Select(field => slots[field])],
            [.. _counted[rule].Select(field => slots[field])],
            rule == Steps.First
        );
}
