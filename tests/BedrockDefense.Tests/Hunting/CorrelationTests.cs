using System.Globalization;
using BedrockDefense.Catalog;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Hunting;

/// <summary>The types of Sigma's correlations, against answers worked out by hand or by brute force.</summary>
public sealed class CorrelationTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Events as letter, second and value; a correlation; the events of each finding, by their places.</summary>
    [Theory]
    [InlineData("type: event_count, rules: [a], timespan: 10s, condition: {gte: 3}", "a0 a4 a8 a30 a39 a41 a50", "0,1,2")]
    [InlineData("type: event_count, rules: [a, b], timespan: 10s, condition: {gte: 3}", "a0 b5 a10", "0,1,2")]
    [InlineData("type: event_count, rules: [a], timespan: 10s, condition: {gt: 3}", "a0 a1 a2", "")]
    [InlineData("type: event_count, rules: [a], timespan: 10s, condition: {gte: 2}", "a0 a1 a9 a10 a11 a12", "0,1,2,3,4,5")]
    [InlineData("type: event_count, rules: [a], timespan: 10s, condition: {gte: 2, lte: 2}", "a0 a1", "0,1")]
    [InlineData("type: event_count, rules: [a], timespan: 10s, group-by: [who], condition: {gte: 2}", "a0x a1y a2x", "0,2")]
    [InlineData("type: event_count, rules: [a], timespan: 10s, group-by: [who], condition: {gte: 2}", "a0 a1", "")]
    [InlineData("type: value_count, rules: [a], timespan: 10s, condition: {field: who, gte: 2}", "a0x a1x a2y", "0,1,2")]
    [InlineData("type: value_count, rules: [a], timespan: 10s, condition: {field: who, gte: 2}", "a0x a1x a12y", "")]
    [InlineData("type: temporal, rules: [a, b], timespan: 10s", "b0 a5 b9", "0,1,2")]
    [InlineData("type: temporal, rules: [a, b], timespan: 10s", "b0 a11", "")]
    [InlineData("type: temporal, rules: [a, b, c], timespan: 10s, condition: {gte: 2}", "c0 c1 a2", "0,1,2")]
    [InlineData("type: temporal_ordered, rules: [a, b], timespan: 10s", "b0 a5 b9", "1,2")]
    [InlineData("type: temporal_ordered, rules: [a, b], timespan: 10s", "a0 b10", "0,1")]
    [InlineData("type: temporal_ordered, rules: [a, b], timespan: 10s", "a0 b11", "")]
    [InlineData("type: temporal_ordered, rules: [a, b, c], timespan: 10s", "b0 a1 c2 b3 c4", "1,3,4")]
    [InlineData("type: temporal_ordered, rules: [a, b], timespan: 10s", "a0 b1 b2 b12 a13 b14", "0,1,2|4,5")]
    [InlineData("type: temporal_ordered, rules: [a, a], timespan: 10s", "a0 a1", "0,1")]
    [InlineData("type: temporal_ordered, rules: [a, b], timespan: 10s", "a0 a0 b0", "0,1,2")]
    [InlineData("type: temporal_ordered, rules: [a, b], timespan: 10s", "b0 a0", "1,0")]
    [InlineData("type: temporal_ordered, rules: [b, a], timespan: 10s", "a0 b0", "1,0")]
    [InlineData("type: temporal_ordered, rules: [b, a], timespan: 10s", "b0 a0", "0,1")]
    [InlineData("type: temporal_ordered, rules: [c, b, a], timespan: 10s", "a5 b5 c0", "2,1,0")]
    [InlineData("type: temporal_ordered, rules: [a, b, a], timespan: 10s", "a0 a0 b0", "2,0,1")]
    [InlineData("type: temporal_ordered, rules: [a, b, a], timespan: 10s", "a0 b0", "")]
    [InlineData("type: temporal_ordered, rules: [a, a], timespan: 10s", "a0", "")]
    public void A_correlation_finds(string correlation, string events, string findings) =>
        Assert.Equal(findings, Find(correlation, "", events, threads: 2));

    [Theory]
    [InlineData("a0 c1 b2", "")]
    [InlineData("a0 b1 c2 b3", "0,1")]
    [InlineData("a0 c1 a2 b3", "2,3")]
    [InlineData("a0 c1 b1", "0,2")]
    [InlineData("c1 a1 b2", "1,2")]
    [InlineData("a1 c1 b2", "0,2")]
    [InlineData("a0 c1 a1 c2 b3", "")]
    public void What_ends_a_correlation_ends_it(string events, string findings) =>
        Assert.Equal(findings, Find("type: temporal_ordered, rules: [a, b], timespan: 10s", "until: c", events, threads: 2));

    [Fact]
    public void Neither_number_of_events_nor_their_order_changes_what_is_found()
    {
        // More than are kept in memory; every third pair lies within the timespan.
        var random = new Random(20261125);
        string[] events =
        [
            .. Enumerable
                .Range(0, 12_000)
                .SelectMany(number => (string[])[$"a{number * 100}w{number}", $"b{(number * 100) + (number % 3 == 0 ? 10 : 11)}w{number}"]),
        ];
        const string correlation = "type: temporal_ordered, rules: [a, b], group-by: [who], timespan: 10s";
        var sorted = Find(correlation, "", string.Join(' ', events), threads: 1);
        random.Shuffle(events);

        var shuffled = Find(correlation, "", string.Join(' ', events), threads: 4);

        Assert.Equal(4_000, sorted.Split('|').Length);
        Assert.Equal(4_000, shuffled.Split('|').Length);
    }

    [Fact]
    public void An_event_that_was_delivered_twice_counts_once()
    {
        using var folder = new LogFolder();
        var record = Record("a0", 0, out _);
        folder.AddRecords("1.json.gz", [record]);
        folder.AddRecords("2.json.gz", [record]);

        Assert.Empty(
            folder.Hunt(new HuntRules([], [Hunt("type: event_count, rules: [a], timespan: 10s, condition: {gte: 2}", "")])).Findings
        );
    }

    [Theory]
    [InlineData("correlation: {type: temporal, rules: [a, x], timespan: 10s}\nlevel: low", "the correlation refers to the rule \"x\"")]
    [InlineData(
        "correlation: {type: temporal, rules: [a], timespan: 10s}\nlevel: low\nuntil: y",
        "the correlation refers to the rule \"y\""
    )]
    [InlineData(
        "correlation: {type: temporal, rules: [a, 6d2ef541-4ac1-4f4d-8a2f-f6a2bdc0ac5a], timespan: 10s}",
        "the correlation refers to the rule \"6d2ef541"
    )]
    [InlineData("correlation: {type: temporal, rules: [a, C], timespan: 10s}\nname: C", "the correlation refers to the correlation \"C\"")]
    [InlineData(
        "correlation: {type: temporal, rules: [a], timespan: 10s, group-by: [who], aliases: {who: {}}}\nlevel: low",
        "the alias \"who\" does not say which field of the rule \"a\""
    )]
    [InlineData(
        "correlation: {type: temporal, rules: [a], timespan: 10s, group-by: [who], aliases: {who: {a: }}}\nlevel: low",
        "not well-formed YAML: the key \"a\" has no value"
    )]
    [InlineData(
        "correlation: {type: temporal, rules: [a], timespan: 10s, condition: {}}\nlevel: low",
        "the correlation's condition compares with nothing"
    )]
    [InlineData(
        "correlation: {type: temporal, rules: [a], timespan: 10s}\nuntill: a\nlevel: low",
        "unknown key 'untill'; the nearest is until"
    )]
    [InlineData(
        "correlation: {type: temporal, rules: [a], timespan: 10s, aliases: {who: {z: f}}}\nlevel: low",
        "the alias \"who\" names the rule \"z\""
    )]
    public void A_hunt_that_does_not_hold_together_is_refused(string document, string fault)
    {
        var yaml = $"title: T\n{document}\n---\n{Rule("a")}";

        Assert.Contains(
            Assert.Throws<SigmaException>(() => BedrockDefense.Catalog.Hunt.Parse("t", yaml, "t.yml")).Faults,
            one => one.Message.StartsWith(fault, StringComparison.Ordinal)
        );
    }

    private static string Find(string correlation, string until, string events, int threads)
    {
        using var folder = new LogFolder();
        string[] all = events.Split(' ');
        var places = new Dictionary<string, int>();
        foreach (var (file, chunk) in all.Index().Chunk(2_000).Index())
        {
            folder.AddRecords(
                $"{file}.json.gz",
                chunk.Select(one =>
                {
                    var record = Record(one.Item, one.Index, out var id);
                    places[id] = one.Index;
                    return record;
                })
            );
        }

        var (findings, report) = folder.Hunt(new HuntRules([], [Hunt(correlation, until)]), new HuntOptions { Threads = threads });

        Assert.Empty(report.Faults);
        Assert.All(findings, finding => Assert.Equal(finding.EventCount, finding.RelatedEventIds.Count));
        return string.Join('|', findings.Select(finding => string.Join(',', finding.RelatedEventIds.Select(id => places[id]))));
    }

    private static string Record(string one, int place, out string id)
    {
        var digits = one[1..].TakeWhile(char.IsAsciiDigit).Count();
        var time = Start
            .AddSeconds(int.Parse(one.AsSpan(1, digits), CultureInfo.InvariantCulture))
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var who = one[(digits + 1)..];
        id = $"e{place:D6}";
        return $$"""
            {"eventSource":"x.amazonaws.com","eventName":"{{one[0]}}","eventTime":"{{time}}",
            "eventID":"{{id}}"{{(who.Length == 0 ? "" : $",\"who\":\"{who}\"")}}}
            """;
    }

    private static Hunt Hunt(string correlation, string until)
    {
        var rules = correlation[(correlation.IndexOf("rules: [", StringComparison.Ordinal) + "rules: [".Length)..];
        string[] used =
        [
            .. rules[..rules.IndexOf(']', StringComparison.Ordinal)].Split(", "),
            .. until.Length == 0 ? Array.Empty<string>() : [until["until: ".Length..]],
        ];
        return BedrockDefense.Catalog.Hunt.Parse(
            "t",
            $"title: T\nlevel: high\n{until}\ncorrelation: {{{correlation}}}\n"
                + $"{string.Concat(used.Distinct().Select(name => $"---\n{Rule(name)}"))}",
            "t.yml"
        );
    }

    private static string Rule(string name) =>
        $"title: T\nname: {name}\nlogsource: {{product: aws, service: cloudtrail}}\ndetection: {{selection: {{eventName: "
        + $"{name}}}, condition: selection}}\n";
}
