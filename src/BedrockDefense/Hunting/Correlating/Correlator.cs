using BedrockDefense.Catalog;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>Collects the events of one correlation from all files and threads, and then says what they make together.</summary>
internal sealed class Correlator(Hunt hunt) : IDisposable
{
    private const int SweepEvery = 4_096;

    private readonly Lock _lock = new();
    private readonly EventStore _events = new();
    private readonly string[][] _groupBy = [.. hunt.Rules.Select(rule => hunt.Correlation.GroupBy.Select(name => hunt.FieldOf(name, rule)).ToArray())];
    private readonly string[][] _counted = [.. hunt.Rules.Select(rule => hunt.Correlation.Fields.Select(name => hunt.FieldOf(name, rule)).ToArray())];

    public string Id => hunt.Id;

    public void Dispose() => _events.Dispose();

    public IReadOnlyList<SigmaRule> Rules => hunt.Rules;

    /// <summary>The fields that it groups and counts by.</summary>
    public IEnumerable<string> Fields => _groupBy.Concat(_counted).SelectMany(fields => fields).Distinct();

    /// <summary>Takes an event that one of its rules matched. One without a field that it is grouped or counted by belongs to no group.</summary>
    public void Add(int rule, DateTimeOffset time, RecordFields record, IReadOnlyDictionary<string, int> slots, PackedFacts facts, string file, long offset)
    {
        if (Join(_groupBy[rule]) is not { } group || Join(_counted[rule]) is not { } value)
            return;
        var one = new CorrelatedEvent(time, rule, group, _counted[rule].Length == 0 ? null : value, facts, file, offset);
        lock (_lock)
            _events.Add(one);

        string? Join(string[] fields)
        {
            string?[] values = [.. fields.Select(field => record.LastScalar(slots[field]))];
            return values.Contains(null) ? null : string.Join('\0', values);
        }
    }

    /// <summary>What the events make, in order of time. May be asked once.</summary>
    public IEnumerable<Finding> Findings()
    {
        var groups = new Dictionary<string, EventGroup>(StringComparer.Ordinal);
        var previous = (CorrelatedEvent?)null;
        var (seen, finished) = (0, new List<Finding>());
        foreach (var one in _events.InOrder())
        {
            SmallHeap.Check();
            if (previous is not null && one.IsAgain(previous))
                continue;
            previous = one;
            if (!groups.TryGetValue(one.Group, out var group))
                groups[one.Group] = group = new EventGroup(hunt);
            group.Add(one, finished);

            // Groups that no later event can reach would only fill the memory.
            if (++seen % SweepEvery == 0)
            {
                foreach (var (key, old) in groups)
                {
                    if (!old.IsOver(one.Time))
                        continue;
                    old.End(finished);
                    groups.Remove(key);
                }
            }
        }

        foreach (var (_, group) in groups)
            group.End(finished);
        finished.Sort(static (left, right) =>
            string.CompareOrdinal(left.Event.Time, right.Event.Time) is var time && time != 0 ? time
            : string.CompareOrdinal(left.Event.EventId, right.Event.EventId) is var id && id != 0 ? id
            : string.CompareOrdinal(left.File, right.File) is var file && file != 0 ? file
            : left.Offset.CompareTo(right.Offset));
        return finished;
    }
}
