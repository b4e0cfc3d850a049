using BedrockDefense.Catalog;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>Collects the events of one hunt from all files and threads.</summary>
/// <param name="hunt">The hunt.</param>
/// <param name="number">The number of the hunt.</param>
/// <param name="add">Receives each event.</param>
internal sealed class Correlator(Hunt hunt, int number, Action<CorrelatedEvent> add)
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

    public IReadOnlyList<SigmaRule> Rules => hunt.Rules;

    /// <summary>The fields that the correlation groups by or counts.</summary>
    public IEnumerable<string> Fields => _groupBy.Concat(_counted).SelectMany(fields => fields).Distinct();

    /// <summary>
    /// Adds an event that a rule of the hunt matches. An event without a field to group by or to count belongs to no group and is
    /// ignored.
    /// </summary>
    public void Add(
        int rule,
        DateTimeOffset time,
        RecordFields record,
        IReadOnlyDictionary<string, int> slots,
        PackedFacts facts,
        string file,
        long offset
    )
    {
        if (Join(_groupBy[rule]) is { } group && Join(_counted[rule]) is { } value)
        {
            add(new CorrelatedEvent(number, group, time.UtcTicks, rule, value, facts, file, offset));
        }

        UInt128? Join(string[] fields)
        {
            if (fields is [])
            {
                return UInt128.Zero;
            }

            string?[] values = [.. fields.Select(field => record.LastScalar(slots[field]))];
            return values.Contains(null) ? null : Digest.Of(values!);
        }
    }
}
