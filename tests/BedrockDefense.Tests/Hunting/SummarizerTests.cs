using System.Text.Json;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Summarizing;
using BedrockDefense.Tests.Hunting.Investigating;

namespace BedrockDefense.Tests.Hunting;

/// <summary>The summary of a whole archive.</summary>
public sealed class SummarizerTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_is_what_sums_over_all_parsed_records_are(int seed)
    {
        var random = new RandomCalls(seed);
        string[] records = [.. Enumerable.Range(0, 500).Select(random.Next)];
        foreach (var (number, chunk) in records.Chunk(50).Index())
        {
            _folder.AddRecords($"{number}.json.gz", chunk);
        }

        List<ParsedCall> calls = [.. records.Select(record => new ParsedCall(JsonDocument.Parse(record).RootElement))];
        var most = 1 + (seed * 3);
        var refused = calls
            .Where(call => call.Error is not null)
            .GroupBy(call => (call.Principal, call.Api, call.Error))
            .Select(group => new RefusedLine(group.Key.Principal, group.Key.Api, group.Key.Error!, Span(group)))
            .ToList();

        var (lines, report) = Summarize(new HuntOptions { Threads = 2 }, most);

        var overview = Assert.Single(lines.OfType<OverviewLine>());
        Assert.Equal(
            (500, calls.Count(call => call.Error is not null), calls.Min(call => call.Time), calls.Max(call => call.Time)),
            (overview.Events, overview.Refused, overview.First!.Value, overview.Last!.Value)
        );
        Assert.Equal(Counts(calls, call => call.Account), overview.Accounts);
        Assert.Equal(Counts(calls, call => call.Region), overview.Regions);
        Assert.Equal(
            calls
                .Where(call =>
                    call.Source == "bedrock.amazonaws.com" && call.Name.EndsWith("LoggingConfiguration", StringComparison.Ordinal)
                )
                .GroupBy(call => (call.Name, call.Principal, call.Account, call.Region))
                .Select(group => new LoggingAccessLine(
                    group.Key.Name,
                    group.Key.Principal,
                    group.Key.Account,
                    group.Key.Region,
                    Span(group)
                ))
                .OrderBy(line => line.ToString()),
            lines.OfType<LoggingAccessLine>().OrderBy(line => line.ToString())
        );
        Assert.Equal(
            refused.Select(line => line.Calls.Calls).OrderDescending().Take(most),
            lines.OfType<RefusedLine>().Select(line => line.Calls.Calls)
        );
        Assert.All(lines.OfType<RefusedLine>(), line => Assert.Contains(line, refused));
        Assert.Equal(Math.Max(0, refused.Count - most), report.RefusedNotShown);
        Assert.Equal(
            calls
                .Where(call => call.Key is not null)
                .GroupBy(call => call.Key!)
                .OrderByDescending(group => group.Min(call => call.Time))
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, Span(group)))
                .Take(most),
            lines.OfType<AccessKeyLine>().Select(line => (line.AccessKey, line.Calls))
        );
        Assert.All(
            lines.OfType<AccessKeyLine>(),
            line =>
                Assert.Contains(
                    calls,
                    call => call.Key == line.AccessKey && call.Time == line.Calls.First && call.Principal == line.Principal
                )
        );
    }

    [Fact]
    public void Events_without_a_readable_time_are_counted_and_named()
    {
        _folder.AddRecords(
            "a.json",
            [
                """{"eventID":"1","eventName":"X","eventSource":"y","eventTime":"soon"}""",
                """{"eventID":"2","eventName":"X","eventSource":"y","eventTime":""}""",
            ]
        );

        var (lines, report) = Summarize(new HuntOptions(), 5);

        Assert.Equal((2, 2L), (lines.OfType<OverviewLine>().Single().Events, report.EventsWithoutTime));
        Assert.Equal(2, report.Reading.Faults.Count);
    }

    [Fact]
    public void Only_events_of_the_options_are_summed_up()
    {
        string Of(string account, int day) =>
            $$"""
                {"eventID":"{{account}}{{day}}","eventName":"X","eventSource":"y","eventTime":"2026-11-{{day}}T10:00:00Z",
                "recipientAccountId":"{{account}}"}
                """;
        _folder.AddRecords("a.json", [Of("111122223333", 10), Of("111122223333", 20), Of("444455556666", 20)]);
        var options = new HuntOptions
        {
            Since = new DateTimeOffset(2026, 11, 15, 0, 0, 0, TimeSpan.Zero),
            Accounts = new HashSet<string> { "111122223333" },
        };

        var (lines, _) = Summarize(options, 5);

        Assert.Equal([new CallCount("111122223333", 1, 0)], lines.OfType<OverviewLine>().Single().Accounts);
    }

    private static CallSpan Span(IEnumerable<ParsedCall> calls)
    {
        var all = calls.ToList();
        return new CallSpan(
            all.Count,
            all.Count(call => call.Error is not null),
            all.Min(call => call.Time.UtcTicks),
            all.Max(call => call.Time.UtcTicks)
        );
    }

    private static IEnumerable<CallCount> Counts(IEnumerable<ParsedCall> calls, Func<ParsedCall, string> valueOf) =>
        calls
            .GroupBy(valueOf)
            .Select(group => new CallCount(group.Key, group.Count(), group.Count(call => call.Error is not null)))
            .OrderByDescending(count => count.Calls)
            .ThenBy(count => count.Value, StringComparer.Ordinal);

    private (List<ArchiveLine> Lines, SummaryReport Report) Summarize(HuntOptions options, int most)
    {
        var lines = new List<ArchiveLine>();
        var report = Summarizer.Run(_folder.Files, options, most, lines.Add);
        return (lines, report);
    }
}
