using System.Text;
using System.Text.Json;
using BedrockDefense.Hunting;

namespace BedrockDefense.Tests.Hunting;

/// <summary>
/// In every form of archive, the hunt finds the one record by a rule about its parameters and its caller. A file that cannot be read is
/// named. <c>tests/cases/archives</c> has the forms, which another program made.
/// </summary>
public sealed class ArchiveFormsTests : IDisposable
{
    // The rule uses the parameters, the identity and an absent field. An export must not lose any of them.
    private const string Rule = """
        title: T
        logsource: {product: aws, service: cloudtrail}
        level: high
        detection:
          selection:
            eventSource: iam.amazonaws.com
            eventName: AttachRolePolicy
            requestParameters.roleName: watched
            userIdentity.sessionContext.sessionIssuer.userName: Dev
            errorCode|exists: false
          condition: selection
        """;

    private readonly LogFolder _folder = new();

    public static TheoryData<string> Read => [.. Cases("read.json").Select(one => one.GetProperty("name").GetString()!)];

    public static TheoryData<string> NamedForms => [.. Cases("named.json").Select(one => one.GetProperty("name").GetString()!)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Read))]
    public void The_record_is_found_in(string form)
    {
        var content = Content("read.json", form, "content");
        _folder.Add("file.json", content);
        _folder.Add("file.txt", content);
        _folder.Add("file.gz", LogFolder.Gzip(content));
        _folder.Add("utf-16.json", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(content)]);

        var (findings, report) = _folder.Hunt(Rule);

        Assert.Empty(report.Faults);
        Assert.Equal((4, 0), (report.Events, report.UnknownValues));
        Assert.Equal(4, findings.Count);
        Assert.All(
            findings,
            finding =>
                Assert.Equal(
                    new EventFacts(
                        "00000000-0000-4000-8000-0000000000aa",
                        "2026-11-20T10:00:00",
                        "111122223333",
                        "us-east-1",
                        "AttachRolePolicy",
                        "arn:aws:sts::111122223333:assumed-role/Dev/me"
                    ),
                    finding.Event with
                    {
                        Time = finding.Event.Time![..19],
                        Account = finding.Event.Account,
                    }
                )
        );
    }

    [Theory]
    [MemberData(nameof(Read))]
    public void Other_verbs_read_the_same_record_in(string form)
    {
        var file = RecordFile.Read(_folder.Add("file.json", Content("read.json", form, "content")), null);

        Assert.Empty(file.Faults);
        var record = Assert.Single(file.Records).Record;
        Assert.Equal("watched", record.GetProperty("requestParameters").GetProperty("roleName").GetString());
        Assert.Equal(
            "Dev",
            record
                .GetProperty("userIdentity")
                .GetProperty("sessionContext")
                .GetProperty("sessionIssuer")
                .GetProperty("userName")
                .GetString()
        );
    }

    [Theory]
    [MemberData(nameof(NamedForms))]
    public void What_cannot_be_read_is_named_of(string form)
    {
        _folder.Add("file.json", Content("named.json", form, "content"));

        var (_, report) = _folder.Hunt(Rule);

        Assert.Contains(Content("named.json", form, "says"), string.Join('\n', report.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void An_EventBridge_event_comes_with_its_envelope()
    {
        var file = RecordFile.Read(_folder.Add("file.json", Content("read.json", "a list of EventBridge events", "content")), null);

        Assert.Equal("aws.iam", Assert.Single(file.Records).Event!.Value.GetProperty("source").GetString());
    }

    [Fact]
    public void However_long_an_export_is_every_event_of_it_is_read()
    {
        var item = JsonDocument
            .Parse(Content("read.json", "what lookup-events prints", "content"))
            .RootElement.GetProperty("Events")[0]
            .GetRawText();
        const int count = 9_000;
        _folder.Add("file.json", $"{{\"Events\":[{string.Join(",\n", Enumerable.Repeat(item, count))}]}}");

        var (findings, report) = _folder.Hunt(Rule);

        Assert.Empty(report.Faults);
        Assert.Equal((count, count), (findings.Count, report.Events));
    }

    [Fact]
    public void Standard_input_is_read_like_a_file()
    {
        _folder.Files.Add("-");
        var content = LogFolder.Gzip(Content("read.json", "a file that CloudTrail delivers", "content"));

        var (findings, report) = _folder.Hunt(
            Rule,
            new HuntOptions { OpenSource = (_, _) => new OpenedSource(new MemoryStream(content), 0) }
        );

        Assert.Empty(report.Faults);
        Assert.Equal("-", Assert.Single(findings).File);
    }

    [Fact]
    public void Digests_Insights_events_and_control_messages_are_no_fault()
    {
        _folder.Add(
            "digest.json",
            """{"awsAccountId":"111122223333","digestStartTime":"2026-11-20T10:00:00Z","digestS3Object":"a","logFiles":[]}"""
        );
        _folder.Add(
            "insight.json",
            """
            {"Records":[{"eventVersion":"1.07","eventTime":"2026-11-20T10:00:00Z","eventType":"AwsCloudTrailInsight",
            "insightDetails":{"eventSource":"iam.amazonaws.com","eventName":"AttachRolePolicy"}}]}
            """
        );
        _folder.Add(
            "control.json",
            """
            {"messageType":"CONTROL_MESSAGE","logEvents":[{"id":"","timestamp":1,
            "message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]}
            """
        );

        var report = _folder.Hunt(Rule).Report;

        Assert.Empty(report.Faults);
        Assert.Equal((3, 3, 0), (report.Files, report.SkippedFiles, report.UnknownValues));
    }

    private static string Content(string file, string name, string property) =>
        Cases(file).Single(one => one.GetProperty("name").GetString() == name).GetProperty(property).GetString()!;

    private static List<JsonElement> Cases(string file)
    {
        using var document = JsonDocument.Parse(Repository.Case($"archives/{file}"));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
