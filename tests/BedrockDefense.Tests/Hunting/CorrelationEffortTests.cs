using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Correlating;

namespace BedrockDefense.Tests.Hunting;

/// <summary>
/// Twice as many events cause twice as much work, for all kinds of events. The tests count the events read and the comparisons.
/// </summary>
public sealed class CorrelationEffortTests
{
    private const int Events = 3_000;

    // These are visits by three cursors, by the steps of an order, and for the twenty events that each finding names.
    private const int MostVisitsOfEvent = 30;

    private static readonly string[] Correlations =
    [
        "type: event_count, rules: [a, b], timespan: 5m, condition: {gte: 3}",
        "type: event_count, rules: [a, b], timespan: 5m, condition: {eq: 2}",
        "type: event_count, rules: [a, b], timespan: 300d, condition: {gte: 1000000}",
        "type: value_count, rules: [a, b], timespan: 5m, condition: {field: sourceIPAddress, gte: 3}",
        "type: value_count, rules: [a, b], timespan: 300d, condition: {field: sourceIPAddress, gte: 1000000}",
        "type: temporal, rules: [a, b], timespan: 5m",
        "type: temporal, rules: [a, b, c], timespan: 300d",
        "type: temporal_ordered, rules: [a, b], timespan: 5m",
        "type: temporal_ordered, rules: [a, b], timespan: 300d",
        "type: temporal_ordered, rules: [b, a, b], timespan: 4m",
        "type: temporal_ordered, rules: [a, b, c], timespan: 300d",
    ];

    /// <summary>
    /// Makes an event from its place among the given number of events: its time, the rule that matches it, its group and its value.
    /// </summary>
    private static readonly Dictionary<string, Func<int, int, (int Second, string Rule, string Group, string Value)>> Shapes = new()
    {
        ["the first step again and again"] = (number, _) => (number, "a", "g", "v"),
        ["the last step again and again"] = (number, _) => (number, "b", "g", "v"),
        ["both by turns"] = (number, _) => (number, number % 2 == 0 ? "a" : "b", "g", $"v{number % 5}"),
        ["both by turns, several a second"] = (number, count) => (number * 700 / count, number % 2 == 0 ? "a" : "b", "g", $"v{number}"),
        ["half and half"] = (number, count) => (number, number < count / 2 ? "a" : "b", "g", "v"),
        ["all in one second"] = (number, _) => (5, number % 2 == 0 ? "a" : "b", "g", $"v{number}"),
        ["all values different"] = (number, _) => (number, "a", "g", $"v{number}"),
        ["a group of each event"] = (number, _) => (number, "b", $"g{number}", "v"),
        ["one group and many of one event"] = (number, count) => (number, "a", number < count / 2 ? "g" : $"g{number}", $"v{number}"),
        ["each ended at once"] = (number, _) => (number, "abx"[number % 3].ToString(), "g", "v"),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var correlation in Correlations)
            {
                foreach (var shape in Shapes.Keys)
                {
                    cases.Add(correlation, shape);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Work_grows_as_the_events_do(string correlation, string shape)
    {
        var (once, twice) = (Work(correlation, Shapes[shape], Events), Work(correlation, Shapes[shape], 2 * Events));

        // In an order of steps, later steps without a first one are left out beforehand.
        var fewest = correlation.Contains("temporal_ordered", StringComparison.Ordinal) ? 0 : Events;
        Assert.InRange(once.Visits, fewest, MostVisitsOfEvent * Events);
        Assert.InRange(twice.Visits, 2 * fewest, (long)(2.1 * once.Visits));
        Assert.InRange(once.Comparisons, 0, (long)(3 * Events * Math.Log2(Events)));
        Assert.InRange(twice.Comparisons, 0, (long)(6 * Events * Math.Log2(2 * Events)));
    }

    private static Effort Work(string correlation, Func<int, int, (int Second, string Rule, string Group, string Value)> shape, int count)
    {
        using var folder = new LogFolder();
        folder.AddRecords(
            "1.json.gz",
            Enumerable
                .Range(0, count)
                .Select(number =>
                {
                    var (second, rule, group, value) = shape(number, count);
                    return CorrelationHistories.Record(new OracleEvent(second, rule, $"{number:D6}", value), group);
                })
        );
        using var hunter = new Hunter(new HuntRules([], [CorrelationHistories.Hunt(correlation, "x")]));
        hunter.Run(folder.Files, new HuntOptions(), _ => { });
        return hunter.Effort;
    }
}
