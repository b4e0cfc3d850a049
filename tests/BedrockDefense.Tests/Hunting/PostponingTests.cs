using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Postponing;

namespace BedrockDefense.Tests.Hunting;

/// <summary>
/// A hunt does not parse the records of later steps before it knows of a first step. What it finds is what it would find by parsing all.
/// </summary>
public sealed class PostponingTests
{
    private const int Archives = 40;
    private const int EventsOfArchive = 120;
    private const int FilesOfArchive = 6;

    private static readonly HuntOptions ParsingAll = new() { Threads = 1, ParsedFirst = int.MaxValue };
    private static readonly HuntOptions Postponing = ParsingAll with { ParsedFirst = 0 };

    private static readonly HuntRules Catalog = new HuntRules(
        [.. Detection.All.Where(detection => detection.Id.StartsWith("bedrock-", StringComparison.Ordinal))],
        Hunt.All
    ).Expand(Placeholder.All.ToDictionary(one => one.Name, _ => (IReadOnlyList<string>)[Placeholder.Nothing]));
    private static readonly HuntRules Hunts = new([], Catalog.Correlations);

    public static TheoryData<string> Orders =>
        [
            .. CorrelationAgreementTests
                .Orders.Select(row => row.Data)
                .Where(correlation =>
                    correlation.Contains(", b", StringComparison.Ordinal) || correlation.Contains("[b", StringComparison.Ordinal)
                ),
        ];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Orders_are_found_alike_in_random_archives(string correlation)
    {
        var rules = new HuntRules([], [CorrelationHistories.Hunt(correlation, "x")]);
        var random = new Random(20261129);

        Compare(
            rules,
            random,
            group =>
                CorrelationHistories
                    .Random(random, most: 10, seconds: 7, "aabbbbcx")
                    .Select(one => CorrelationHistories.Record(one, $"g{group}")),
            []
        );
    }

    [Fact]
    public void The_catalog_finds_alike_in_random_archives_however_their_records_are_written()
    {
        var random = new Random(20261129);
        Compare(Catalog, random, _ => Enumerable.Range(0, 10).Select(_ => RandomCall(random)), [.. Rewriting.Forms.Values]);
    }

    [Theory]
    [InlineData("no window opens", "InvokeModel", 20, false)]
    [InlineData("a window opens in another Region", "DeleteModelInvocationLoggingConfiguration us-east-1", 20, false)]
    [InlineData("a window opens after all invocations", "DeleteModelInvocationLoggingConfiguration eu-central-1", 21, false)]
    [InlineData("a window was over before", "DeleteModelInvocationLoggingConfiguration eu-central-1", 1, false)]
    [InlineData("a window is open", "DeleteModelInvocationLoggingConfiguration eu-central-1", 19, true)]
    public void A_file_is_read_again_only_when_a_window_is_open_at_its_time(string sentence, string call, int day, bool expected)
    {
        using var folder = new LogFolder();
        folder.AddRecords("1.json.gz", [Invocation(20, "eu-central-1"), Invocation(20, "eu-central-1")]);
        folder.AddRecords("2.json.gz", [Call(call.Split(' ')[0], day, call.Split(' ')[^1])]);
        var findings = new List<Finding>();
        using var hunter = new Hunter(Hunts);

        _ = hunter.Run(folder.Files, Postponing, findings.Add, null, TestContext.Current.CancellationToken);

        Assert.True(expected == hunter.FilesReadAgain > 0, sentence);
        Assert.Equal(expected, findings.Exists(finding => finding.Rule == "blind-window"));
    }

    [Fact]
    public void A_file_that_changed_before_it_was_read_again_is_named()
    {
        using var folder = new LogFolder();
        var first = folder.AddRecords("1.json.gz", [Invocation(20, "eu-central-1")]);
        folder.AddRecords("2.json.gz", [Call("DeleteModelInvocationLoggingConfiguration", 19, "eu-central-1")]);
        using var hunter = new Hunter(Catalog);

        var report = hunter.Run(
            folder.Files,
            Postponing,
            _ => File.WriteAllBytes(first, LogFolder.Gzip("""{"Records":[]}""")),
            null,
            TestContext.Current.CancellationToken
        );

        var fault = Assert.Single(report.Faults);
        Assert.Equal(first, fault.File);
        Assert.StartsWith("changed while the hunt read it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_gone_before_it_was_read_again_is_named()
    {
        using var folder = new LogFolder();
        var first = folder.AddRecords("1.json.gz", [Invocation(20, "eu-central-1")]);
        folder.AddRecords("2.json.gz", [Call("DeleteModelInvocationLoggingConfiguration", 19, "eu-central-1")]);
        using var hunter = new Hunter(Catalog);

        var report = hunter.Run(folder.Files, Postponing, _ => File.Delete(first), null, TestContext.Current.CancellationToken);

        Assert.NotEmpty(report.Faults);
        Assert.All(report.Faults, fault => Assert.Equal(first, fault.File));
    }

    [Fact]
    public void Faults_of_a_file_that_is_read_twice_are_told_once()
    {
        using var folder = new LogFolder();
        var whole = LogFolder.Gzip($$"""{"Records":[{{Invocation(20, "eu-central-1")}},{{Invocation(20, "eu-central-1")}}]}""");
        folder.Add("1.json.gz", [.. whole[..^4], 0, 0, 0, 0]);
        folder.AddRecords("2.json.gz", [Call("DeleteModelInvocationLoggingConfiguration", 19, "eu-central-1")]);

        var (parsed, report) = folder.Hunt(Hunts, ParsingAll);
        var (postponed, again) = folder.Hunt(Hunts, Postponing);

        Assert.NotEmpty(report.Faults);
        Assert.Equal(report.Faults, again.Faults);
        Assert.Equal(parsed.Select(Text), postponed.Select(Text));
    }

    [Fact]
    public void More_windows_than_are_kept_are_all_looked_at()
    {
        var rules = new HuntRules([], [CorrelationHistories.Hunt("type: temporal_ordered, rules: [a, b], timespan: 2s", "")]);
        using var folder = new LogFolder();
        folder.AddRecords("1.json.gz", Enumerable.Range(0, 300).Select(number => Record("b", number * 30)));
        folder.AddRecords("2.json.gz", Enumerable.Range(0, OpenWindows.MaximumOfHunt + 1_000).Select(number => Record("a", number)));
        folder.AddRecords("3.json.gz", Enumerable.Range(0, 300).Select(number => Record("b", number * 29)));

        var (parsed, _) = folder.Hunt(rules, ParsingAll);
        var (postponed, _) = folder.Hunt(rules, Postponing);

        Assert.NotEmpty(parsed);
        Assert.Equal(parsed.Select(Text), postponed.Select(Text));

        static string Record(string rule, int second) =>
            CorrelationHistories.Record(new OracleEvent(second, rule, $"{rule}{second}", "v"), $"g{second % 700}");
    }

    private static void Compare(
        HuntRules rules,
        Random random,
        Func<int, IEnumerable<string>> records,
        Func<JsonElement, Random, string>[] forms
    )
    {
        var (found, readAgain) = (0, 0);
        for (var archive = 0; archive < Archives; archive++)
        {
            using var folder = new LogFolder();
            string[] all = [.. Enumerable.Range(0, EventsOfArchive / 10).SelectMany(records)];
            random.Shuffle(all);
            foreach (var (number, chunk) in all.Chunk(all.Length / FilesOfArchive + 1).Index())
            {
                folder.AddRecords($"{number}.json.gz", chunk.Select(Written));
            }

            folder.Files.Add(folder.Files[0]);
            var (parsed, report) = folder.Hunt(rules, ParsingAll);
            foreach (var threads in (int[])[1, 3])
            {
                var postponed = new List<Finding>();
                using var hunter = new Hunter(rules);

                var again = hunter.Run(
                    folder.Files,
                    Postponing with
                    {
                        Threads = threads,
                    },
                    postponed.Add,
                    null,
                    TestContext.Current.CancellationToken
                );

                Assert.Equal(parsed.Select(Text), postponed.Select(Text));
                Assert.Equal(report.Faults, again.Faults);
                Assert.Equal(report.Events, again.Events);
                readAgain += hunter.FilesReadAgain;
            }

            found += parsed.Count;
        }

        Assert.NotEqual(0, found);
        Assert.NotEqual(0, readAgain);

        string Written(string record)
        {
            using var document = JsonDocument.Parse(record);
            return forms is [] ? record : forms[random.Next(forms.Length)](document.RootElement, random);
        }
    }

    private static string RandomCall(Random random)
    {
        string[] names =
        [
            "InvokeModel",
            "InvokeModel",
            "InvokeModel",
            "Converse",
            "CreateModelInvocationJob",
            "ListFoundationModels",
            "DeleteModelInvocationLoggingConfiguration",
            "PutModelInvocationLoggingConfiguration",
        ];
        string[] odd =
        [
            "",
            "",
            "",
            "",
            ",\"errorCode\":\"AccessDenied\"",
            ",\"additionalEventData\":{\"callWithBearerToken\":true}",
            ",\"requestParameters\":{\"awsRegion\":\"us-east-1\",\"recipientAccountId\":\"1\"}",
            ",\"requestParameters\":\"{\\\"modelId\\\":\\\"m\\\"}\"",
            ",\"requestParameters\":\"{}\"",
            ",\"userAgent\":\"\\\"eventTime\\\":\\\"2026-11-20T00:00:00Z\\\"\"",
            ",\"userAgent\":\"Ünlü\"",
            ",\"eventtime\":\"2026-11-01T00:00:00Z\"",
            ",\"awsRegion\":7",
        ];
        var key = random.Next(3) == 0 ? $"AKIA{random.Next(2)}" : $"ASIA{random.Next(9)}";
        return Call(names[random.Next(names.Length)], random.Next(20, 23), random.Next(2) == 0 ? "eu-central-1" : "us-east-1")
            .Replace("\"ASIA0\"", $"\"{key}\"", StringComparison.Ordinal)
            .Replace("\"more\":1", $"\"eventID\":\"{random.Next()}\"{odd[random.Next(odd.Length)]}", StringComparison.Ordinal)
            .Replace("T10:", $"T{random.Next(10, 14)}:", StringComparison.Ordinal);
    }

    private static string Invocation(int day, string region) => Call("InvokeModel", day, region);

    private static string Call(string name, int day, string region) =>
        $$"""
            {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/a","accessKeyId":"ASIA0"},
            "eventTime":"2026-11-{{day:D2}}T10:00:00Z","eventSource":"bedrock.amazonaws.com","eventName":"{{name}}",
            "awsRegion":"{{region}}","recipientAccountId":"111122223333","more":1}
            """;

    private static string Text(Finding finding) =>
        $"{finding.Rule} {finding.File} {finding.Offset} {finding.EventCount} {finding.Event} {string.Join(' ', finding.RelatedEventIds)}";
}
