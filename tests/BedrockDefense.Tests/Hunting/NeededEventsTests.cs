using System.Text;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Tests.Hunting;

/// <summary>Of the later steps of an order, the events are needed that follow a first step of their group within the timespan.</summary>
public sealed class NeededEventsTests
{
    private const int Timespan = 300;

    private static readonly DateTimeOffset Start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly Hunt Order = CorrelationHistories.Hunt("type: temporal_ordered, rules: [a, b], timespan: 5m", "x");

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(3000)]
    public void Events_after_a_first_step_are_needed(int firstSteps)
    {
        var random = new Random(20261129);
        (string Rule, int Group, int Second)[] events =
        [
            .. Enumerable
                .Range(0, 6000)
                .Select(number =>
                    (
                        number < firstSteps ? "a"
                        : number % 50 == 0 ? "x"
                        : "b",
                        random.Next(20),
                        random.Next(20_000)
                    )
                ),
        ];
        random.Shuffle(events);
        using var log = Log(events);
        var needed = NeededEvents.Of([Order], log);
        Assert.All(Rows(log).Zip(events), pair => AssertNeeded(pair.Second, pair.First));

        void AssertNeeded((string Rule, int Group, int Second) one, (EventContext Context, long Time) row)
        {
            var isNeeded =
                one.Rule != "b"
                || events.Any(first => first.Rule == "a" && first.Group == one.Group && one.Second - first.Second is >= 0 and <= Timespan);
            Assert.Equal(isNeeded, needed.Contains(row.Context, row.Time));
            Assert.Equal(
                one.Rule != "b" || events.Any(first => first.Rule == "a" && first.Group == one.Group),
                needed.MayContain(row.Context)
            );
        }
    }

    [Fact]
    public void All_events_are_needed_where_first_steps_are_too_many()
    {
        using var log = Log(Enumerable.Range(0, 200_001).Select(number => ("a", 1, number)).Prepend(("b", 2, 0)));
        var needed = NeededEvents.Of([Order], log);
        var (context, time) = Rows(log).First();
        Assert.True(needed.MayContain(context));
        Assert.True(needed.Contains(context, time));
    }

    private static EventLog Log(IEnumerable<(string Rule, int Group, int Second)> events)
    {
        var (root, slots) = FieldTree.Of(ShownFields.All.Select(field => new FieldPath(field)));
        var log = new EventLog(long.MaxValue);
        var packer = new EventPacker(log, new ShownFields(slots));
        var record = new RecordFields(slots.Count, 0);
        foreach (var (rule, group, second) in events)
        {
            var json = Encoding.UTF8.GetBytes($"{{\"awsRegion\":\"{group}\"}}");
            record.Read(json, 0, json.Length, root);
            packer.Add(new CorrelationSource(0, Order.NumberOf(rule), [slots["awsRegion"]], []), Start.AddSeconds(second), record, null, 0);
        }

        packer.Finish();
        return log;
    }

    private static IEnumerable<(EventContext Context, long Time)> Rows(EventLog log)
    {
        foreach (var block in log.Read(_ => true))
        {
            var rows = new List<(EventContext, long)>();
            for (var row = new EventRow(block); row.Read(); )
            {
                rows.Add((row.Context, row.Time));
            }

            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }
}
