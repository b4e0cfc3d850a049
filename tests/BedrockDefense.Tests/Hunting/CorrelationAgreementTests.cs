using System.Text.Json;
using BedrockDefense.Athena;
using BedrockDefense.Hunting;
using BedrockDefense.Tests.Athena;

namespace BedrockDefense.Tests.Hunting;

/// <summary>The hunt, Athena's statement and an oracle that tries everything agree on histories with many events in one second.</summary>
public sealed class CorrelationAgreementTests
{
    private const int Histories = 400;

    public static TheoryData<string> Correlations =>
        [
            "type: event_count, rules: [a], timespan: 2s, condition: {gte: 3}",
            "type: event_count, rules: [b, a], timespan: 2s, condition: {gt: 1, lte: 3}",
            "type: event_count, rules: [a, b], timespan: 1s, condition: {lt: 3, neq: 1}",
            "type: value_count, rules: [a, b], timespan: 2s, condition: {field: sourceIPAddress, gte: 2}",
            "type: value_count, rules: [b, a], timespan: 1s, condition: {field: sourceIPAddress, eq: 2}",
            "type: temporal, rules: [a, b], timespan: 2s",
            "type: temporal, rules: [c, b, a], timespan: 1s, condition: {gte: 2}",
            "type: temporal, rules: [c, b, a], timespan: 3s, condition: {eq: 2}",
            "type: temporal_ordered, rules: [a], timespan: 2s",
            "type: temporal_ordered, rules: [a, b], timespan: 2s",
            "type: temporal_ordered, rules: [b, a], timespan: 2s",
            "type: temporal_ordered, rules: [a, a], timespan: 2s",
            "type: temporal_ordered, rules: [b, c, a], timespan: 3s",
            "type: temporal_ordered, rules: [c, b, a], timespan: 2s",
            "type: temporal_ordered, rules: [a, b, a], timespan: 3s",
            "type: temporal_ordered, rules: [b, a, a], timespan: 2s",
            "type: temporal_ordered, rules: [a, a, b], timespan: 2s",
            "type: temporal_ordered, rules: [a, b, a, b], timespan: 3s",
            "type: temporal_ordered, rules: [b, a, c, a, b], timespan: 4s",
        ];

    public static TheoryData<string> Orders =>
        [
            .. Correlations
                .Select(row => row.Data)
                .Where(correlation => correlation.StartsWith("type: temporal_ordered", StringComparison.Ordinal)),
        ];

    [Theory]
    [MemberData(nameof(Correlations))]
    public void What_is_found_is_what_the_oracle_finds(string correlation) => Compare(correlation, "");

    [Theory]
    [MemberData(nameof(Correlations))]
    public void What_is_found_when_something_ends_it_is_what_the_oracle_finds(string correlation) => Compare(correlation, "x");

    [Theory]
    [MemberData(nameof(Correlations))]
    public void The_same_is_found_when_names_are_so_long_that_most_events_wait_in_a_file(string correlation)
    {
        var hunt = CorrelationHistories.Hunt(correlation, "x");
        var histories = Random("x", most: 10, seconds: 7);

        var (brief, lengthy) = (Found(principal: 10), Found(principal: 5_000));

        Assert.NotEmpty(brief);
        Assert.Equal(brief, lengthy);

        IEnumerable<string> Found(int principal) =>
            Hunt(
                    hunt,
                    [
                        .. histories.SelectMany(history =>
                            history.Events.Select(one => CorrelationHistories.Record(one, history.Group, principal))
                        ),
                    ]
                )
                .Select(finding => $"{finding.Event.EventId}: {string.Join(' ', finding.RelatedEventIds)} ({finding.EventCount})");
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void An_order_is_found_when_some_order_of_the_events_of_each_second_has_it(string correlation) => CompareOrders(correlation, "");

    [Theory]
    [MemberData(nameof(Orders))]
    public void An_order_is_found_when_some_order_of_the_events_of_each_second_has_it_before_its_end(string correlation) =>
        CompareOrders(correlation, "x");

    private static void Compare(string correlation, string until)
    {
        var hunt = CorrelationHistories.Hunt(correlation, until);
        var oracle = new CorrelationOracle(hunt.Correlation);
        var histories = Random(until, most: 10, seconds: 7);
        var expected = histories
            .SelectMany(history =>
                oracle
                    .Findings(history.Events)
                    .Select(finding =>
                        (
                            Completing: $"{history.Group}/{finding.Completing}",
                            Since: CorrelationHistories.Time(finding.Since),
                            Ids: string.Join(' ', finding.Ids.Select(id => $"{history.Group}/{id}"))
                        )
                    )
            )
            .Order()
            .ToArray();
        string[] records =
        [
            .. histories.SelectMany(history => history.Events.Select(one => CorrelationHistories.Record(one, history.Group))),
        ];

        var found = Hunt(hunt, records);
        using var database = new TrailDatabase(records.Select(record => JsonDocument.Parse(record).RootElement), keepsIds: true);
        var rows = database.Rows(AthenaCompiler.Compile(hunt).Sql);

        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.Select(finding => (finding.Completing, finding.Ids)),
            found.Select(finding => (finding.Event.EventId!, string.Join(' ', finding.RelatedEventIds))).Order()
        );
        Assert.Equal(
            expected.Select(finding => (finding.Completing, finding.Since)),
            rows.Select(row => (row["eventid"]!, row["since"]!)).Order()
        );
    }

    private static void CompareOrders(string correlation, string until)
    {
        var hunt = CorrelationHistories.Hunt(correlation, until);
        var oracle = new CorrelationOracle(hunt.Correlation);
        var histories = Random(until, most: 7, seconds: 3);
        var expected = histories
            .Where(history => oracle.HoldsInSomeOrder(history.Events))
            .Select(history => history.Group)
            .Order(StringComparer.Ordinal)
            .ToArray();

        var found = Hunt(
            hunt,
            [.. histories.SelectMany(history => history.Events.Select(one => CorrelationHistories.Record(one, history.Group)))]
        );

        Assert.NotEmpty(expected);
        Assert.Equal(expected, found.Select(finding => finding.Event.Region!).Distinct().Order(StringComparer.Ordinal));
    }

    private static (string Group, OracleEvent[] Events)[] Random(string until, int most, int seconds)
    {
        var random = new Random(20261128);
        return
        [
            .. Enumerable
                .Range(0, Histories)
                .Select(number => ($"g{number:D3}", CorrelationHistories.Random(random, most, seconds, $"aabbc{until}"))),
        ];
    }

    private static List<Finding> Hunt(BedrockDefense.Catalog.Hunt hunt, string[] records)
    {
        using var folder = new LogFolder();
        folder.AddRecords("1.json.gz", records);
        var (findings, report) = folder.Hunt(new HuntRules([], [hunt]));
        Assert.Empty(report.Faults);
        return findings;
    }
}
