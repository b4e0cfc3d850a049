using System.Text;
using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Baselines;
using BedrockDefense.Hunting.Indexing;
using BedrockDefense.Hunting.Investigating;
using BedrockDefense.Hunting.Timelines;
using Record = BedrockDefense.Tests.Hunting.Investigating.CredentialRecord;

namespace BedrockDefense.Tests.Hunting.Investigating;

/// <summary>What was done with credentials, what of it is new, and the timeline.</summary>
public sealed class StoryTests : IDisposable
{
    private static readonly DateTimeOffset From = new(2026, 11, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly LogFolder _folder = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_summary_is_what_sums_over_all_parsed_records_are(int seed)
    {
        var calls = RandomArchive(seed).Where(call => call.Key == RandomCalls.Keys[seed % 3]).ToList();

        var summaries = Ask(Request(seed, InvestigationParts.Summary)).Lines.Cast<SummaryLine>().Select(line => line.Activity).ToList();

        Assert.Equal(
            calls.Select(call => call.Principal).Distinct().Order(),
            summaries.Where(one => one.Owner == ActivityOwner.Principal).Select(one => one.Id).Order()
        );
        Assert.Equal([RandomCalls.Keys[seed % 3]], summaries.Where(one => one.Owner == ActivityOwner.Credential).Select(one => one.Id));
        foreach (var summary in summaries)
        {
            var own = calls.Where(call => summary.Id == (summary.Owner == ActivityOwner.Principal ? call.Principal : call.Key)).ToList();
            Assert.Equal((own.Min(call => call.Time), own.Max(call => call.Time)), (summary.First!.Value, summary.Last!.Value));
            Assert.Equal((own.Count, own.Count(call => call.Error is not null)), (summary.Calls, summary.Refused));
            Assert.Equal(
                (own.Count(call => call.Mfa == "true"), own.Count(call => call.Mfa == "false")),
                (summary.CallsWithMfa, summary.CallsWithoutMfa)
            );
            Assert.Equal(Counts(own, call => call.Api), summary.Apis);
            Assert.Equal(Counts(own, call => call.Error), summary.Errors);
            Assert.Equal(Counts(own, call => call.Account), summary.Accounts);
            Assert.Equal(Counts(own, call => call.Region), summary.Regions);
            Assert.Equal(Counts(own, call => call.Address), summary.Addresses);
            Assert.Equal(Counts(own, call => call.Agent), summary.UserAgents);
            Assert.Equal(
                own.Where(call => call.Api is "bedrock:InvokeModel" or "bedrock:Converse")
                    .GroupBy(call => call.Model)
                    .Select(group => new ModelUse(
                        group.Key,
                        group.Count(),
                        group.Count(call => call.Error is not null),
                        group.Count(call => call.Tokens("inputTokens") is not null),
                        group.Sum(call => call.Tokens("inputTokens") ?? 0),
                        group.Sum(call => call.Tokens("outputTokens") ?? 0)
                    ))
                    .OrderBy(model => model.Model),
                summary.Models.OrderBy(model => model.Model)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_new_is_what_no_parsed_record_of_the_principal_before_has(int seed)
    {
        var all = RandomArchive(seed);
        var before = all.Where(call => call.Time < From && call.Time >= From.AddDays(-30)).ToList();
        (NoveltyKind Kind, Func<ParsedCall, string?> Of)[] traits =
        [
            (NoveltyKind.Principal, call => call.Principal),
            (NoveltyKind.Address, call => call.Address),
            (NoveltyKind.Network, call => call.Network),
            (NoveltyKind.Region, call => call.Region),
            (NoveltyKind.UserAgent, call => call.Agent),
            (NoveltyKind.Api, call => call.Api),
            (NoveltyKind.Hour, call => $"{call.Time.Hour:D2}:00"),
        ];
        var expected =
            from call in all
            where call.Key == RandomCalls.Keys[seed % 3] && call.Time >= From
            from trait in traits
            let value = trait.Of(call)
            where value is not null
            group call by (call.Principal, call.Account, trait.Kind, value) into calls
            let same = before.Where(one => traits.Single(trait => trait.Kind == calls.Key.Kind).Of(one) == calls.Key.value).ToList()
            where same.All(one => one.Principal != calls.Key.Principal)
            select new Novelty(
                calls.Key.Principal,
                calls.Key.Account,
                calls.Key.Kind,
                calls.Key.value,
                calls.Count(),
                calls.Min(call => call.Time),
                new BaselineCount(0, same.Count(one => one.Account == calls.Key.Account), same.Count)
            );

        var (lines, _) = Ask(Request(seed, InvestigationParts.New), new HuntOptions { Since = From, Threads = 2 });

        var baseline = Assert.IsType<BaselineLine>(lines[0]).Baseline;
        Assert.Equal(new BaselineReport(From.AddDays(-30), From, before.Min(call => call.Time), before.Count), baseline);
        Assert.Equal(
            expected.Select(one => one.ToString()).Order(),
            lines.Skip(1).Select(line => ((NoveltyLine)line).Novelty.ToString()).Order()
        );
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Blind_windows_and_what_is_inside_are_what_a_plain_reading_of_the_parsed_records_says(int seed)
    {
        var all = RandomArchive(seed);
        var expected = all.GroupBy(call => (call.Account, call.Region)).SelectMany(Windows).Select(Show).Order();

        var (lines, _) = Ask(Request(seed, InvestigationParts.Timeline));

        Assert.Equal(
            expected,
            lines
                .Cast<TimelineLine>()
                .Where(line => line.Entry.Kind == TimelineKind.BlindFrom)
                .Select(line => line.Entry.Window!)
                .Select(window =>
                    Show(
                        (
                            window.Account,
                            window.Region,
                            window.From,
                            window.To,
                            window.Invocations.Select(row => (row.Model, row.Principal, row.Count))
                        )
                    )
                )
                .Order()
        );

        // What was before the first change, nothing tells. So the first of a place begins a window, or is said to be the first.
        Assert.All(
            lines
                .Cast<TimelineLine>()
                .Select(line => line.Entry)
                .Where(entry => entry.Kind is not (TimelineKind.Finding or TimelineKind.Call))
                .GroupBy(entry => (entry.Call.Event.Account, entry.Call.Event.Region)),
            place =>
            {
                Assert.Contains(place.First().Kind, (TimelineKind[])[TimelineKind.BlindFrom, TimelineKind.LoggingFirstConfigured]);
                Assert.DoesNotContain(place.Skip(1), entry => entry.Kind == TimelineKind.LoggingFirstConfigured);
            }
        );

        static string Show(
            (string Account, string Region, DateTimeOffset From, DateTimeOffset? To, IEnumerable<(string, string, long)> Inside) window
        ) =>
            $"{window.Account} {window.Region} {window.From:u} {window.To:u}: "
            + string.Join(", ", window.Inside.Select(row => row.ToString()).Order());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_timeline_has_each_finding_and_each_call_near_one_in_order_of_time(int seed)
    {
        var all = RandomArchive(seed).Where(call => call.Key == RandomCalls.Keys[seed % 3]).ToList();
        var (hunted, context) = (_folder.Hunt(new HuntRules(Detections, [])).Findings, TimeSpan.FromHours(2));

        var ids = all.Select(call => call.Id).ToHashSet();
        var findings = hunted.Where(finding => ids.Contains(finding.Event.EventId!)).ToList();
        var anchors = all.Where(call => findings.Exists(finding => finding.Event.EventId == call.Id))
            .Select(call => call.Time)
            .Append(all.Min(call => call.Time))
            .ToList();

        var (lines, _) = Ask(Request(seed, InvestigationParts.Timeline) with { Context = context });

        var entries = lines.Cast<TimelineLine>().Select(line => line.Entry).ToList();
        Assert.Equal(entries.Select(entry => entry.Call.Time).Order(), entries.Select(entry => entry.Call.Time));
        Assert.Equal(
            findings.Select(finding => $"{finding.Rule} {finding.Event.EventId}").Order(),
            entries.Where(entry => entry.Kind == TimelineKind.Finding).Select(entry => $"{entry.Rule} {entry.Call.Event.EventId}").Order()
        );
        Assert.Equal(
            all.Where(call => anchors.Exists(anchor => (anchor - call.Time).Duration() <= context))
                .Where(call => !IsChange(call) && findings.TrueForAll(finding => finding.Event.EventId != call.Id))
                .Select(call => call.Id)
                .Order(),
            entries.Where(entry => entry.Kind == TimelineKind.Call).Select(entry => entry.Call.Event.EventId).Order()
        );
    }

    [Fact]
    public void Calls_with_a_key_that_was_issued_with_the_traced_one_are_found_in_files_that_do_not_have_the_traced_one()
    {
        const string Key = "ASIATRACEDKEY0000000";
        const string Issued = "ASIAISSUEDKEY0000000";
        _folder.AddRecords("a.json", [Record.Of("1", "AssumeRole", Key, Issued)]);
        _folder.AddRecords("b.json", [Record.Of("2", "ListTrails", Issued)]);

        var (lines, _) = Ask(
            new InvestigationRequest(new InvestigationStart([Key], [], [], []), []) { Parts = InvestigationParts.Summary }
        );

        Assert.Equal(
            [Issued, Key],
            lines
                .Cast<SummaryLine>()
                .Where(line => line.Activity.Owner == ActivityOwner.Credential)
                .Select(line => line.Activity.Id)
                .Order()
        );
    }

    [Fact]
    public void A_change_of_logging_by_somebody_else_is_found_in_a_file_without_the_traced_key()
    {
        const string Key = "ASIATRACEDKEY0000000";
        _folder.AddRecords("a.json", [Record.Of("1", "ListTrails", Key)]);
        _folder.AddRecords(
            "b.json",
            [
                Record
                    .Of("2", "DeleteModelInvocationLoggingConfiguration", "ASIAOTHERKEY00000000")
                    .Replace("\"errorCode\":null,", "", StringComparison.Ordinal)
                    .Replace("sts.amazonaws.com", "bedrock.amazonaws.com", StringComparison.Ordinal),
            ]
        );

        var (lines, _) = Ask(
            new InvestigationRequest(new InvestigationStart([Key], [], [], []), []) { Parts = InvestigationParts.Timeline }
        );

        Assert.Equal(
            ["2"],
            lines.Cast<TimelineLine>().Where(line => line.Entry.Window is not null).Select(line => line.Entry.Call.Event.EventId)
        );
    }

    [Fact]
    public void A_file_whose_events_are_of_another_time_is_opened_only_once()
    {
        const string Key = "ASIATRACEDKEY0000000";
        var files = new Dictionary<string, string>
        {
            ["traced"] = Record.Of("1", "ListTrails", Key),
            ["before"] = Record.Of("2", "ListTrails", null).Replace("2026-11-20", "2026-11-10", StringComparison.Ordinal),
            ["long before"] = Record.Of("3", "ListTrails", null).Replace("2026-11-20", "2026-01-10", StringComparison.Ordinal),
            ["after"] = Record.Of("4", "ListTrails", null).Replace("2026-11-20", "2026-11-30", StringComparison.Ordinal),
            // Only parsing tells the time of this one.
            ["long after"] = Record.Of("5", "ListTrails", "\u00fc").Replace("2026-11-20", "2026-12-30", StringComparison.Ordinal),
            ["without a time"] = Record.Of("6", "ListTrails", null).Replace("2026-11-20", "yesterday", StringComparison.Ordinal),
        };
        var opened = new List<string>();
        var lines = new List<InvestigationLine>();

        var report = Investigator.Run(
            new InvestigationRequest(new InvestigationStart([Key], [], [], []), []) { Parts = InvestigationParts.New },
            [.. files.Keys],
            new HuntOptions { Threads = 1, OpenSource = Open },
            lines.Add,
            cancellation: TestContext.Current.CancellationToken
        );

        Assert.Equal(
            ["after", "before", "before", "long after", "long before", "traced", "traced", "traced", "without a time", "without a time"],
            opened.Order()
        );
        Assert.Equal(1, Assert.IsType<BaselineLine>(lines[0]).Baseline.Events);

        OpenedSource Open(string path, CancellationToken cancellation)
        {
            opened.Add(path);
            return new OpenedSource(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"Records":[{{files[path]}}]}""")), 0);
        }
    }

    [Fact]
    public void A_file_that_the_index_leaves_out_of_the_chain_is_still_compared_with()
    {
        const string Key = "ASIATRACEDKEY0000000";
        _folder.AddRecords("traced.json", [Record.Of("1", "ListTrails", Key)]);
        _folder.AddRecords(
            "before.json",
            [Record.Of("2", "ListTrails", "ASIAOTHERKEY00000000").Replace("2026-11-20", "2026-11-10", StringComparison.Ordinal)]
        );
        foreach (var file in _folder.Files)
        {
            // A file that was just written could change again without a sign of it.
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-1));
        }

        for (var time = 0; time < 3; time++)
        {
            var index = ArchiveIndex.Open(Path.Combine(_folder.Root, "index"));
            var (lines, _) = Ask(
                new InvestigationRequest(new InvestigationStart([Key], [], [], []), []) { Parts = InvestigationParts.New },
                new HuntOptions { Index = index }
            );

            Assert.Equal(1, Assert.IsType<BaselineLine>(lines[0]).Baseline.Events);
            index.Save();
        }
    }

    [Fact]
    public void Start_values_that_no_event_has_are_named_even_when_others_occur()
    {
        _folder.AddRecords("a.json", [Record.Of("1", "ListTrails", "ASIATRACEDKEY0000000")]);
        var start = new InvestigationStart(
            [],
            ["arn:aws:iam::111122223333:user/alice", "arn:aws:iam::111122223333:user/lost"],
            ["203.0.113.77", "203.0.113.78"],
            ["1", "2"]
        );

        var (_, report) = Ask(new InvestigationRequest(start, []) { Parts = InvestigationParts.Chain });

        Assert.Equal(["principal arn:aws:iam::111122223333:user/lost", "address 203.0.113.78", "event 2"], report.UnseenStarts);
    }

    [Fact]
    public void Nothing_is_called_new_when_there_is_nothing_to_compare_with()
    {
        _folder.AddRecords("a.json", [Record.Of("1", "ListTrails", "ASIATRACEDKEY0000000")]);

        var (lines, report) = Ask(
            new InvestigationRequest(new InvestigationStart(["ASIATRACEDKEY0000000"], [], [], []), []) { Parts = InvestigationParts.New }
        );

        Assert.Equal((1, 0L, null), (lines.Count, ((BaselineLine)lines[0]).Baseline.Events, ((BaselineLine)lines[0]).Baseline.Earliest));
        Assert.Equal(["not compared: the archive holds no event of the time before"], report.Omissions);
    }

    [Fact]
    public void Values_beyond_the_memory_for_them_are_counted()
    {
        const int Calls = 21_000;
        _folder.AddRecords(
            "a.json.gz",
            [
                .. Enumerable
                    .Range(0, Calls)
                    .Select(number =>
                        $$"""
                            {"eventID":"{{number}}","eventTime":"2026-11-20T10:15:00Z","eventName":"X","eventSource":"y",
                            "userAgent":"{{number}}",
                            "sourceIPAddress":"203.0.113.77","recipientAccountId":"111122223333",
                            "userIdentity":{"arn":"arn:aws:iam::111122223333:user/alice","accessKeyId":"AKIAALICE00000000000"} }
                            """
                    ),
                Record.Of("before", "Y", null, caller: "user/bob").Replace("2026-11-20", "2026-11-01", StringComparison.Ordinal),
            ]
        );

        var (lines, report) = Ask(
            new InvestigationRequest(new InvestigationStart(["AKIAALICE00000000000"], [], [], []), []) { Parts = InvestigationParts.New }
        );

        Assert.Equal(Baseline.MostTraits + 1, lines.Count);
        Assert.Contains(
            $"left out: {Calls + 5 - Baseline.MostTraits} values of calls that were not compared with the time before, because there are "
                + "too many",
            report.Omissions
        );
    }

    private static bool IsChange(ParsedCall call) =>
        call
            is {
                Source: "bedrock.amazonaws.com",
                Error: null,
                Name: "DeleteModelInvocationLoggingConfiguration" or "PutModelInvocationLoggingConfiguration"
            };

    // Of one second, a change that blinds comes first. What is open at the end has no end.
    private static IEnumerable<(string, string, DateTimeOffset, DateTimeOffset?, IEnumerable<(string, string, long)>)> Windows(
        IGrouping<(string Account, string Region), ParsedCall> place
    )
    {
        DateTimeOffset? from = null;
        foreach (var call in place.Where(IsChange).OrderBy(call => call.Time).ThenBy(IsRestored))
        {
            if (!IsRestored(call))
            {
                from ??= call.Time;
            }
            else if (from is { } start)
            {
                yield return (place.Key.Account, place.Key.Region, start, call.Time, Inside(start, call.Time));
                from = null;
            }
        }

        if (from is { } open)
        {
            yield return (place.Key.Account, place.Key.Region, open, null, Inside(open, DateTimeOffset.MaxValue));
        }

        static bool IsRestored(ParsedCall call) => call.Name.StartsWith("Put", StringComparison.Ordinal) && call.IsLoggingComplete;

        IEnumerable<(string, string, long)> Inside(DateTimeOffset start, DateTimeOffset end) =>
            place
                .Where(call => call.Api is "bedrock:InvokeModel" or "bedrock:Converse" && call.Error is null)
                .Where(call => call.Time >= start && call.Time <= end)
                .GroupBy(call => (call.Model, call.Principal))
                .Select(group => (group.Key.Model, group.Key.Principal, (long)group.Count()));
    }

    private static IReadOnlyList<Detection> Detections { get; } =
    [.. Detection.All.Where(detection => detection.Id is "bedrock-logging-deletion" or "bedrock-logging-change-denied")];

    private static InvestigationRequest Request(int seed, InvestigationParts parts) =>
        new(new InvestigationStart([RandomCalls.Keys[seed % 3]], [], [], []), Detections) { Parts = parts };

    private static IEnumerable<CallCount> Counts(IEnumerable<ParsedCall> calls, Func<ParsedCall, string?> valueOf) =>
        calls
            .Where(call => valueOf(call) is not null)
            .GroupBy(call => valueOf(call)!)
            .Select(group => new CallCount(group.Key, group.Count(), group.Count(call => call.Error is not null)))
            .OrderByDescending(count => count.Calls)
            .ThenBy(count => count.Value, StringComparer.Ordinal);

    private List<ParsedCall> RandomArchive(int seed)
    {
        var random = new RandomCalls(seed);
        string[] records = [.. Enumerable.Range(0, 600).Select(random.Next)];
        if (seed % 2 == 0)
        {
            // Files of different times, some of which need not be read again.
            records = [.. records.OrderBy(record => new ParsedCall(JsonDocument.Parse(record).RootElement).Time)];
        }

        foreach (var (number, chunk) in records.Chunk(50).Index())
        {
            _folder.AddRecords($"{number}.json{(number % 2 == 0 ? ".gz" : "")}", chunk);
        }

        return [.. records.Select(record => new ParsedCall(JsonDocument.Parse(record).RootElement))];
    }

    private (List<InvestigationLine> Lines, InvestigationReport Report) Ask(InvestigationRequest request, HuntOptions? options = null)
    {
        var lines = new List<InvestigationLine>();
        var report = Investigator.Run(request, _folder.Files, options ?? new HuntOptions { Threads = 2 }, lines.Add);
        return (lines, report);
    }
}
