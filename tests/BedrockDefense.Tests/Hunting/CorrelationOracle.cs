using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Hunting;

/// <summary>An event of a history: its time, the name of the rule that matches it, its id, and the value that is counted.</summary>
internal sealed record OracleEvent(int Second, string Rule, string Id, string Value);

/// <summary>A finding of a correlation: the event that completes it, the time when it began, and the ids of its events.</summary>
internal sealed record OracleFinding(string Completing, int Since, IReadOnlyList<string> Ids);

/// <summary>
/// Finds what correlations find in one group's events, by trying everything. It is slow, but close to the definition in words.
/// </summary>
internal sealed class CorrelationOracle(SigmaCorrelation correlation)
{
    private readonly double _timespan = correlation.Timespan.TotalSeconds;

    /// <summary>Finds the stretches of time in which the condition holds.</summary>
    public IReadOnlyList<OracleFinding> Findings(IEnumerable<OracleEvent> events)
    {
        OracleEvent[] all =
        [
            .. events
                .Where(one => one.Rule == correlation.Until || correlation.Rules.Contains(one.Rule))
                .OrderBy(one => one.Second)
                .ThenBy(Place)
                .ThenBy(one => one.Id, StringComparer.Ordinal),
        ];
        var found = new List<OracleFinding>();
        var open = false;
        var since = 0;
        foreach (var (index, one) in all.Index())
        {
            if (one.Rule == correlation.Until)
            {
                open = false;
                continue;
            }

            OracleEvent[] window =
            [
                .. all.Take(index)
                    .Where(other =>
                        other.Rule != correlation.Until
                        && one.Second - other.Second <= _timespan
                        && !IsBetween(other.Second, one.Second, all)
                    ),
            ];
            var start = Start(one, window);
            if (open && one.Second - since > _timespan)
            {
                (open, since) = (start is not null, start ?? since);
            }

            if (open)
            {
                found[^1] = found[^1] with { Ids = [.. found[^1].Ids, one.Id] };
            }
            else if (start is { } begun)
            {
                (open, since) = (true, begun);
                found.Add(
                    new OracleFinding(
                        one.Id,
                        begun,
                        [.. window.Where(other => other.Second >= begun && Serves(other)).Append(one).Select(member => member.Id)]
                    )
                );
            }
        }

        return found;
    }

    /// <summary>
    /// Whether the steps follow one another in some order of the events. An order may swap only events of the same second.
    /// </summary>
    public bool HoldsInSomeOrder(IReadOnlyList<OracleEvent> events) =>
        Orders([.. events.GroupBy(one => one.Second).OrderBy(second => second.Key).Select(second => second.ToArray())])
            .Any(HoldsInThisOrder);

    private static IEnumerable<OracleEvent[]> Orders(OracleEvent[][] seconds) =>
        seconds switch
        {
            [] =>
            [
                [],
            ],
            [[], .. var rest] => Orders(rest),
            [var first, .. var rest] => first.SelectMany(one =>
                Orders([
                        [.. first.Where(other => other != one)],
                        .. rest,
                    ])
                    .Select(order => (OracleEvent[])[one, .. order])
            ),
        };

    private bool HoldsInThisOrder(OracleEvent[] order) =>
        Enumerable
            .Range(0, order.Length)
            .Any(first =>
            {
                var step = 0;
                foreach (
                    var one in order
                        .Skip(first)
                        .TakeWhile(one => one.Rule != correlation.Until && one.Second - order[first].Second <= _timespan)
                )
                {
                    if (one.Rule == correlation.Rules[step] && ++step == correlation.Rules.Count)
                    {
                        return true;
                    }
                }

                return false;
            });

    private int Place(OracleEvent one) => one.Rule == correlation.Until ? int.MaxValue : correlation.Rules.ToList().LastIndexOf(one.Rule);

    // An event that ends a correlation separates two events only when its second is between theirs.
    private bool IsBetween(int first, int last, OracleEvent[] all) =>
        all.Any(one => one.Rule == correlation.Until && first < one.Second && one.Second < last);

    private bool Serves(OracleEvent one) =>
        correlation.Type != CorrelationType.TemporalOrdered || correlation.Rules.SkipLast(1).Contains(one.Rule);

    private int? Start(OracleEvent one, OracleEvent[] window)
    {
        OracleEvent[] members = [.. window, one];
        return correlation.Type switch
        {
            CorrelationType.TemporalOrdered => one.Rule != correlation.Rules[^1] || !IsReached(correlation.Rules.Count - 1, one, [], window)
                ? null
            : correlation.Rules.Count == 1 ? one.Second
            : window.First(other => other.Rule == correlation.Rules[0]).Second,
            CorrelationType.EventCount => First(members.Length),
            CorrelationType.ValueCount => First(members.Select(member => member.Value).Distinct().Count()),
            _ when correlation.Condition.Count == 0 => correlation.Rules.All(rule => members.Any(member => member.Rule == rule))
                ? members[0].Second
                : null,
            _ => First(members.Select(member => member.Rule).Distinct().Count()),
        };

        int? First(int count) =>
            correlation.Condition.All(criterion =>
                criterion.Comparison switch
                {
                    CountComparison.Equal => count == criterion.Count,
                    CountComparison.NotEqual => count != criterion.Count,
                    CountComparison.Less => count < criterion.Count,
                    CountComparison.LessOrEqual => count <= criterion.Count,
                    CountComparison.Greater => count > criterion.Count,
                    _ => count >= criterion.Count,
                }
            )
                ? members[0].Second
                : null;
    }

    // Whether an event can be a step. The steps before it must be events that no later step uses.
    private bool IsReached(int step, OracleEvent one, OracleEvent[] used, OracleEvent[] window) =>
        step == 0
        || window.Any(other =>
            other.Rule == correlation.Rules[step - 1]
            && other.Second <= one.Second
            && other != one
            && !used.Contains(other)
            && IsReached(step - 1, other, [.. used, one], window)
        );
}
