using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;
using BedrockDefense.Tests.Sigma;

namespace BedrockDefense.Tests.Hunting;

/// <summary>The hunt finds exactly the event ids that the reference evaluator matches, however the events are written.</summary>
public sealed class HunterTests
{
    private const string StoppedLoggingRule = """
        title: Stopped
        logsource: {product: aws, service: cloudtrail}
        detection: {selection: {eventSource: cloudtrail.amazonaws.com, eventName: StopLogging}, condition: selection}
        """;

    // Some cases test a rule on a record that lacks a field. A hunt reports such JSON as no record.
    private static bool IsRecord(JsonElement value) =>
        Array.TrueForAll(
            (string[])["eventSource", "eventName", "eventTime"],
            name => value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
        );

    public static TheoryData<string> Forms => [.. Rewriting.Forms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_case_of_the_catalog_is_found_by_the_same_detections_as_the_evaluator_finds_it_by(string form)
    {
        var random = new Random(20261125);
        DetectionCaseFile[] files = [.. DetectionCaseFile.Ids.Select(DetectionCaseFile.Load)];
        // One set of placeholders serves all case files: different values never concern the same records.
        var detections = files.Select(file => new Detection(file.Id, file.Rule)).ToList();
        List<JsonElement> records =
        [
            .. files.SelectMany(file => file.Cases).Select((one, number) => WithId(one.Record, number)).Where(IsRecord),
        ];
        using var folder = new LogFolder();
        foreach (var (number, chunk) in records.Chunk(40).Index())
        {
            folder.AddRecords($"{number}.json.gz", chunk.Select(record => Rewriting.Forms[form](record, random)));
        }

        var (findings, report) = folder.Hunt(new HuntRules(detections, []));

        string[] expected =
        [
            .. detections
                .SelectMany(detection =>
                    records
                        .Where(record => new SigmaEvaluator(detection.Rule).Match(record).IsMatch)
                        .Select(record => $"{detection.Id} {record.GetProperty("eventID").GetString()}")
                )
                .Order(StringComparer.Ordinal),
        ];
        Assert.Empty(report.Faults);
        Assert.Equal(records.Count, report.Events);
        Assert.Equal(expected, findings.Select(finding => $"{finding.Rule} {finding.Event.EventId}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"Records":[{0},{1}]}""")]
    [InlineData("""[{0},{1}]""")]
    [InlineData("{0}\n{1}\n")]
    [InlineData("{0}{1}")]
    [InlineData("""{"Records":[{0}]}{"Records":[{1}]}""")]
    [InlineData("""{"Records":[{0}]} {1}""")]
    [InlineData("""{"note":[1,{"Records":[2]}],"Records":[{0},{1}],"after":{"x":["}"]}}""")]
    [InlineData("""{"R\u0065cords" : [ {0} , {1} ] }""")]
    [InlineData("""{"Records":[{0}],"Records":[{1}]}""")]
    [InlineData("\uFEFF{\"Records\":[{0},{1}]}")]
    public void Events_are_found_in_every_form_of_file(string form)
    {
        using var folder = new LogFolder();
        var text = form.Replace("{0}", Event(1), StringComparison.Ordinal).Replace("{1}", Event(2), StringComparison.Ordinal);
        folder.Add("plain.json", text);
        folder.Add("not-what-it-says.json", LogFolder.Gzip(text));
        folder.Add("nor-this.gz", text);

        var (findings, report) = folder.Hunt(StoppedLoggingRule);

        Assert.Empty(report.Faults);
        Assert.Equal(Enumerable.Repeat((string[])["1", "2"], 3).SelectMany(ids => ids), findings.Select(finding => finding.Event.EventId));
        Assert.All(findings, finding => Assert.Equal('{', text[(int)finding.Offset - (text[0] == '\uFEFF' ? 2 : 0)]));
    }

    [Fact]
    public void An_event_within_an_event_is_no_event()
    {
        using var folder = new LogFolder();
        var forged = Event(9);
        var agent = JsonSerializer.Serialize($"\"}},{forged}],\"Records\":[{forged}");
        folder.AddRecords(
            "log.json.gz",
            [
                $$$"""
                {"eventTime":"2026-11-20T10:15:30Z","eventSource":"s3.amazonaws.com","eventName":"PutObject","eventID":"1",
                "requestParameters":{"Records":[{{{forged}}}],"x":{{{forged}}}}}
                """,
                $$"""
                {"eventTime":"2026-11-20T10:15:30Z","eventSource":"s3.amazonaws.com","eventName":"PutObject","eventID":"2",
                "userAgent":{{agent}}}
                """,
            ]
        );

        var (findings, report) = folder.Hunt(StoppedLoggingRule);

        Assert.Empty(findings);
        Assert.Empty(report.Faults);
        Assert.Equal(2, report.Events);
    }

    [Theory]
    [InlineData("""{"Records":[]}""", 0, null)]
    [InlineData("""{"Records":null}""", 0, "not understood: holds null where an event should be")]
    [InlineData("""{"Records":{}}""", 0, "not understood: an empty object")]
    [InlineData("{}", 0, "not understood: an empty object")]
    [InlineData("""{"digestStartTime":"2026-11-20T10:00:00Z","logFiles":[{"s3Object":"a"}],"previousDigestSignature":"0"}""", 1, null)]
    [InlineData(
        "",
        0,
        "is empty, or no regular file but a pipe, a device or a socket, which is never opened; what comes out of one can "
            + "be piped in, with - for the path"
    )]
    [InlineData(" \n", 0, "the file is empty")]
    [InlineData("PNG", 0, "is neither gzip nor JSON")]
    public void A_file_without_events_is_skipped_or_named(string content, int skipped, string? fault)
    {
        using var folder = new LogFolder();
        folder.Add("file.json", content);

        var (findings, report) = folder.Hunt(StoppedLoggingRule);

        Assert.Empty(findings);
        Assert.Equal((1, skipped, 0), (report.Files, report.SkippedFiles, report.Events));
        Assert.Equal(fault is null ? [] : [fault], report.Faults.Select(one => one.Message));
    }

    [Fact]
    public void Something_else_among_the_logs_is_skipped()
    {
        using var folder = new LogFolder();
        folder.Add("README.md", "# Logs");

        Assert.Equal((1, 0), (folder.Hunt(StoppedLoggingRule).Report.SkippedFiles, folder.Hunt(StoppedLoggingRule).Report.Faults.Count));
    }

    [Fact]
    public void Filters_leave_out_events_of_other_times_accounts_and_Regions_but_not_those_without_a_time()
    {
        using var folder = new LogFolder();
        folder.AddRecords(
            "log.json.gz",
            [
                Event(1, "2026-11-19T23:59:59Z"),
                Event(2, "2026-11-20T00:00:00Z"),
                Event(3, "2026-11-20T23:59:59Z"),
                Event(4, "2026-11-21T00:00:01Z"),
                Event(5, "2026-11-20T10:00:00Z", account: "444455556666"),
                Event(6, "2026-11-20T10:00:00Z", region: "us-east-1"),
                Event(7, "yesterday"),
            ]
        );

        var (findings, report) = folder.Hunt(
            StoppedLoggingRule,
            new HuntOptions
            {
                Since = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero),
                Until = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero),
                Accounts = new HashSet<string> { "111122223333" },
                Regions = new HashSet<string> { "eu-central-1" },
            }
        );

        Assert.Equal(["2", "3", "7"], findings.Select(finding => finding.Event.EventId));
        Assert.Contains(
            "the event \"7\" has no eventTime that can be read",
            Assert.Single(report.Faults).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Findings_come_in_the_order_of_files_whatever_the_number_of_threads()
    {
        using var folder = new LogFolder();
        for (var number = 0; number < 60; number++)
        {
            folder.AddRecords($"{number:D2}.json.gz", Enumerable.Range(0, number % 7).Select(index => Event((number * 10) + index)));
        }

        var alone = folder.Hunt(StoppedLoggingRule, new HuntOptions { Threads = 1 }).Findings;

        Assert.Equal(
            alone,
            folder.Hunt(StoppedLoggingRule, new HuntOptions { Threads = 8 }).Findings,
            (left, right) => left.Event == right.Event && left.File == right.File && left.Offset == right.Offset
        );
        Assert.Equal(alone.Select(finding => finding.File).Order(StringComparer.Ordinal), alone.Select(finding => finding.File));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Findings_that_are_too_many_to_wait_come_in_the_same_order(int threads)
    {
        // Each file has several megabytes of findings, so all threads but one wait for the first.
        using var folder = new LogFolder();
        for (var number = 0; number < 12; number++)
        {
            folder.AddRecords(
                $"{number:D2}.json.gz",
                Enumerable.Range(0, 800).Select(index => Event((number * 1_000) + index, account: new string('1', 4_000)))
            );
        }

        var (findings, report) = folder.Hunt(StoppedLoggingRule, new HuntOptions { Threads = threads });

        Assert.Equal(
            Enumerable.Range(0, 12).SelectMany(number => Enumerable.Range(0, 800).Select(index => $"{(number * 1_000) + index}")),
            findings.Select(finding => finding.Event.EventId)
        );
        Assert.Equal(9_600, report.Events);
    }

    [Fact]
    public void Whoever_waits_for_an_earlier_file_waits_no_longer_once_cancelled()
    {
        using var folder = new LogFolder();
        for (var number = 0; number < 12; number++)
        {
            folder.AddRecords(
                $"{number:D2}.json.gz",
                Enumerable.Range(0, 800).Select(index => Event((number * 1_000) + index, account: new string('1', 4_000)))
            );
        }

        using var cancellation = new CancellationTokenSource();
        using var hunter = new Hunter(new HuntRules([new Detection("rule", SigmaRule.Parse(StoppedLoggingRule, "rule.yml"))], []));
        var found = 0;

        var report = hunter.Run(folder.Files, new HuntOptions { Threads = 8 }, _ => Cancel(), null, cancellation.Token);

        Assert.True(report.IsPartial);
        Assert.True(found >= 5);

        void Cancel()
        {
            if (++found == 5)
            {
                cancellation.Cancel();
            }
        }
    }

    [Fact]
    public void A_finding_that_cannot_be_told_is_no_fault_of_a_file()
    {
        using var folder = new LogFolder();
        for (var number = 0; number < 4; number++)
        {
            folder.AddRecords(
                $"{number:D2}.json.gz",
                Enumerable.Range(0, 800).Select(index => Event(index, account: new string('1', 4_000)))
            );
        }

        using var hunter = new Hunter(new HuntRules([new Detection("rule", SigmaRule.Parse(StoppedLoggingRule, "rule.yml"))], []));

        var failure = Assert.Throws<AggregateException>(() =>
            hunter.Run(
                folder.Files,
                new HuntOptions { Threads = 4 },
                _ => throw new IOException("no space left"),
                null,
                TestContext.Current.CancellationToken
            )
        );

        Assert.Contains("no space left", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hunt_that_is_cancelled_says_that_it_is_partial()
    {
        using var folder = new LogFolder();
        for (var number = 0; number < 20; number++)
        {
            folder.AddRecords($"{number:D2}.json.gz", [Event(number)]);
        }

        using var cancellation = new CancellationTokenSource();
        var findings = new List<Finding>();

        using var hunter = new Hunter(new HuntRules([new Detection("rule", SigmaRule.Parse(StoppedLoggingRule, "rule.yml"))], []));
        var report = hunter.Run(
            folder.Files,
            new HuntOptions { Threads = 1 },
            finding =>
            {
                findings.Add(finding);
                if (findings.Count == 5)
                {
                    cancellation.Cancel();
                }
            },
            null,
            cancellation.Token
        );

        Assert.True(report.IsPartial);
        Assert.Equal((5, 5), (findings.Count, report.Files));
        Assert.Equal(folder.Files[4], report.ReadUpTo);
    }

    [Fact]
    public void What_comes_after_the_last_file_without_a_gap_is_exactly_what_a_cancelled_hunt_did_not_find()
    {
        using var folder = new LogFolder();
        for (var number = 0; number < 200; number++)
        {
            folder.AddRecords($"{number:D3}.json.gz", [Event(number)]);
        }

        for (var stop = 1; stop < 20; stop++)
        {
            using var cancellation = new CancellationTokenSource();
            var opened = 0;
            var findings = new List<Finding>();
            using var hunter = new Hunter(new HuntRules([new Detection("rule", SigmaRule.Parse(StoppedLoggingRule, "rule.yml"))], []));
            var options = new HuntOptions
            {
                Threads = 4,
                OpenSource = (path, end) =>
                {
                    if (Interlocked.Increment(ref opened) == stop * 10)
                    {
                        cancellation.Cancel();
                        end.ThrowIfCancellationRequested();
                    }

                    return new OpenedSource(File.OpenRead(path), 0);
                },
            };

            var report = hunter.Run(folder.Files, options, findings.Add, null, cancellation.Token);

            var read = report.ReadUpTo is null ? 0 : folder.Files.IndexOf(report.ReadUpTo) + 1;
            Assert.True(report.IsPartial);
            Assert.Equal(folder.Files.Take(read), findings.Select(finding => finding.File).Take(read));
        }
    }

    [Theory]
    [InlineData("selection: {eventSource: cloudtrail.amazonaws.com}")]
    [InlineData("selection: {eventName|startswith: Stop}")]
    [InlineData("selection: {eventName|re: '^StopL'}")]
    [InlineData("selection: [stoplogging]")]
    [InlineData("selection: {eventID|exists: true}")]
    public void Rules_that_need_no_event_name_see_every_event(string selection)
    {
        using var folder = new LogFolder();
        folder.AddRecords("log.json.gz", [Event(1), Event(2)]);

        var (findings, _) = folder.Hunt(
            $"title: T\nlogsource: {{product: aws, service: cloudtrail}}\ndetection:\n  {selection}\n  condition: selection\n"
        );

        Assert.Equal(["1", "2"], findings.Select(finding => finding.Event.EventId));
    }

    [Fact]
    public void A_file_of_many_windows_is_found_whole()
    {
        // Records of every length make their parts cross the borders of the blocks that are read.
        using var folder = new LogFolder();
        var random = new Random(20261125);
        string[] records =
        [
            .. Enumerable
                .Range(0, 4_000)
                .Select(number =>
                    Event(number)
                        .Replace(
                            "\"eventName\"",
                            $"\"userAgent\":\"{new string('é', random.Next(900))}\\\"}}"
                                + $"{new string('\\', 2 * random.Next(70))}\",\"eventName\"",
                            StringComparison.Ordinal
                        )
                ),
        ];
        folder.AddRecords("a.json.gz", records);
        folder.Add("b.jsonl", string.Join('\n', records));

        var (findings, report) = folder.Hunt(StoppedLoggingRule);

        Assert.Empty(report.Faults);
        Assert.Equal(
            Enumerable.Repeat(Enumerable.Range(0, records.Length), 2).SelectMany(ids => ids),
            findings.Select(finding => int.Parse(finding.Event.EventId!, System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public void A_hidden_event_name_is_found_wherever_its_long_record_begins()
    {
        // The part of the record that is already read moves to the front of the window. The place where something may be hidden moves with
        // it.
        using var folder = new LogFolder();
        const string begin = """{"Records":[""";
        int[] paddings = [.. Enumerable.Range(199_990, 70)];
        foreach (var padding in paddings)
        {
            folder.Add(
                $"{padding}.json",
                $$"""
                {{begin.PadRight(padding)}}{"eventN\u0061me":"StopLogging","eventSource":"cloudtrail.amazonaws.com",
                "eventID":"{{padding}}","eventTime":"2026-11-20T10:15:00Z","x":"{{new string('x', 100_000)}}"}]}
                """
            );
        }

        var (findings, report) = folder.Hunt(StoppedLoggingRule);

        Assert.Empty(report.Faults);
        Assert.Equal(paddings.Select(padding => $"{padding}"), findings.Select(finding => finding.Event.EventId));
    }

    [Fact]
    public void Progress_tells_the_share_the_rate_and_the_time_left()
    {
        using var folder = new LogFolder();
        folder.AddRecords("log.json.gz", [Event(1)]);
        var progress = new HuntProgress();
        var stored = new FileInfo(folder.Files[0]).Length;

        Assert.Equal("[........................] 0 %, 0 of 4 files, 0 MB/s", progress.Describe(4, 4 * stored, TimeSpan.FromSeconds(1)));
        using var hunter = new Hunter(new HuntRules([], []));
        _ = hunter.Run(folder.Files, new HuntOptions(), _ => { }, progress, TestContext.Current.CancellationToken);
        Assert.Equal(
            "[######..................] 25 %, 1 of 4 files, 0 MB/s, 0:00:30 left",
            progress.Describe(4, 4 * stored, TimeSpan.FromSeconds(10))
        );
    }

    internal static string Event(
        int id,
        string time = "2026-11-20T10:15:00Z",
        string account = "111122223333",
        string region = "eu-central-1"
    ) =>
        $$"""
            {"eventTime":"{{time}}","eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging","awsRegion":"{{region}}",
            "eventID":"{{id}}","recipientAccountId":"{{account}}"}
            """;

    private static JsonElement WithId(JsonElement record, int number)
    {
        var node = JsonNode.Parse(record.GetRawText())!.AsObject();
        node["eventID"] = $"case-{number}";
        node["eventTime"] = "2026-11-20T10:15:30Z";
        return JsonSerializer.SerializeToElement(node);
    }
}
