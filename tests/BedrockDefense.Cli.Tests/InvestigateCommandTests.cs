using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The verb <c>investigate</c>, through the command line's own entry.</summary>
[Collection("console")]
public sealed class InvestigateCommandTests : IDisposable
{
    private const string Hostile = "=cmd|' /C calc'!A1\n\u001b[31m,\"x\"\u202e";
    private const string Key = "ASIAIOSFODNN7EXAMPLE";

    private readonly TestFolder _folder = new("investigate-command-");

    private string Logs => Path.Combine(_folder.Root, "logs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_table_shows_the_chain_and_what_was_looked_at()
    {
        var file = _folder.Write("logs/a.json", Log(Role("e-1", "arn:aws:sts::111122223333:assumed-role/Admin/i-0abc"), Use("e-2")));

        var run = await Investigate(Logs, "--access-key", Key, "--show", "chain");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                "Identity chain",
                $"used         {Key}  2026-11-20T10:20:00Z  111122223333  DeleteTrail",
                $"             by arn:aws:sts::111122223333:assumed-role/Admin/i-0abc with the key {Key} from 203.0.113.77",
                $"             event e-2 in {file}",
                $"issued-by    {Key}  2026-11-20T10:15:00Z  111122223333  AssumeRole for "
                    + "arn:aws:sts::111122223333:assumed-role/Admin/i-0abc",
                "             by ec2.amazonaws.com from ec2.amazonaws.com",
                $"             event e-1 in {file}",
                "origin       a workload: ec2.amazonaws.com obtained the key",
                "1 access keys traced among 2 events in 1 files (0.0 MB of JSON); 0 files without events skipped, 0 damaged.",
            ],
            run.Lines
        );
    }

    [Theory]
    [InlineData(
        "record.json",
        """{"eventName":"X","eventSource":"y","eventTime":"2026-11-20","userIdentity":{"accessKeyId":"ASIAIOSFODNN7EXAMPLE"}}"""
    )]
    [InlineData(
        "no-key.json",
        """{"eventVersion":"1.11","eventID":"e-2","eventName":"X","eventSource":"y","eventTime":"2026-11-20T10:15:00Z"}"""
    )]
    [InlineData("finding.jsonl", """{"rule":"some-rule","eventId":"e-2","relatedEventIds":["e-1"]}""")]
    [InlineData("related.jsonl", """{"rule":"some-rule","eventId":"e-9","relatedEventIds":["e-2"]}""")]
    public async Task It_starts_from_an_event_and_from_a_finding(string name, string content)
    {
        _folder.Write("logs/a.json", Log(Role("e-1", "arn"), Use("e-2")));

        var run = await Investigate(Logs, "--event", _folder.Write(name, content), "--format", "jsonl", "--show", "chain");

        Assert.Equal(
            ["used e-2", "issued-by e-1", "origin "],
            run.Lines.Select(line => JsonDocument.Parse(line).RootElement)
                .Select(link =>
                    $"{link.GetProperty("link").GetString()} {(link.TryGetProperty("eventId", out var id) ? id.GetString() : "")}"
                )
        );
    }

    [Fact]
    public async Task A_finding_of_hunt_can_be_investigated()
    {
        _folder.Write("logs/a.json", Log(Use("e-2", "DeleteModelInvocationLoggingConfiguration", "bedrock.amazonaws.com")));
        var hunt = await CommandLineRun.Of(["hunt", Logs, "--format", "jsonl"]);

        var run = await Investigate(Logs, "--event", _folder.Write("finding.jsonl", hunt.Output), "--format", "csv", "--show", "chain");

        Assert.Equal((3, 3), (run.ExitCode, run.Lines.Count));
        Assert.StartsWith($"chain,{Key},missing,0,{Key},", run.Lines[2], StringComparison.Ordinal);
        Assert.Contains("missing: 1 links are not in the archive", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_of_a_chain_come_out_once_each_as_another_investigation_takes_them()
    {
        _folder.Write("logs/a.json", Log(Role("e-1", "arn"), Use("e-2"), Use("e-3")));

        var run = await Investigate(Logs, "--ip", "203.0.113.77", "--raw", "--show", "chain");
        var again = await Investigate(_folder.Write("again.jsonl", run.Output), "--access-key", Key, "--format", "csv", "--show", "chain");

        Assert.Equal(2, run.Lines.Count);
        Assert.Equal((0, 4), (again.ExitCode, again.Lines.Count));
    }

    [Theory]
    [InlineData(new[] { "LOGS" }, "nothing to start from")]
    [InlineData(new[] { "LOGS", "--access-key", "AKIA*" }, "--access-key \"AKIA*\": an access key looks like")]
    [InlineData(new[] { "LOGS", "--principal", "alice" }, "--principal \"alice\": an ARN looks like")]
    [InlineData(new[] { "LOGS", "--ip", "1" }, "--ip \"1\": an address looks like")]
    [InlineData(new[] { "-", "--access-key", "ASIAIOSFODNN7EXAMPLE" }, "the archive is read several times")]
    [InlineData(new[] { "LOGS", "--ip", "203.0.113.77", "--show", "all" }, "--show \"all\": there is no such part; write chain or summary")]
    [InlineData(new[] { "LOGS", "--ip", "203.0.113.77", "--context", "soon" }, "--context soon: write a number of minutes")]
    [InlineData(new[] { "LOGS", "--ip", "203.0.113.77", "--baseline", "1y" }, "--baseline 1y: write a number of minutes")]
    [InlineData(new[] { "LOGS", "--ip", "203.0.113.77", "--start-after", "x" }, "links could be in the files before")]
    [InlineData(new[] { "LOGS", "--event", "lost.json" }, "lost.json")]
    [InlineData(new[] { "LOGS", "--access-key", "ASIAIOSFODNN7EXAMPLE", "--raw", "--format", "csv" }, "records are JSON")]
    public async Task It_refuses(string[] arguments, string message)
    {
        _folder.Write("logs/a.json", Log(Use("1")));

        var run = await Investigate([.. arguments.Select(argument => argument == "LOGS" ? Logs : argument)]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("summary")]
    [InlineData("new")]
    [InlineData("timeline")]
    public async Task An_access_key_that_nobody_used_is_named_without_the_chain_too(string part)
    {
        _folder.Write("logs/a.json", Log(Use("1")));

        const string Unused = "AKIAUNUSEDUNUSED0000";
        var run = await Investigate(Logs, "--access-key", Unused, "--show", part);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"not found: access key {Unused} occurs in no event to start from", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_trace_and_what_was_not_read_are_named_and_the_exit_code_says_so()
    {
        var cut = _folder.Write("logs/b.json", Log(Use("2"))[..40]);
        _folder.Write("logs/a.json", Log(Use("1")));

        var run = await Investigate(Logs, "--ip", "198.51.100.1");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"damaged: {cut}", run.Errors, StringComparison.Ordinal);
        Assert.Contains("not found: no event to start from has an access key", run.Errors, StringComparison.Ordinal);
        Assert.Contains("not found: address 198.51.100.1 occurs in no event to start from", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task Hostile_text_makes_no_line_no_cell_and_no_control_character_of_its_own(string format)
    {
        WriteEverywhere("harmless");
        var harmless = await Investigate(Logs, "--access-key", Key, "--format", format);
        WriteEverywhere(Hostile);

        var run = await Investigate(Logs, "--access-key", Key, "--format", format);

        Assert.Equal((0, harmless.Lines.Count), (run.ExitCode, run.Lines.Count));
        Assert.Contains("timeline", run.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u202e', run.Output);
    }

    [Fact]
    public async Task The_table_tells_the_whole_story()
    {
        WriteEverywhere("harmless");

        var run = await Investigate(Logs, "--access-key", Key);

        Assert.Equal(0, run.ExitCode);
        string[] headings = ["Identity chain", "Summary", "New since 2026-11-19T10:16:00Z", "Timeline"];
        Assert.Equal(headings, run.Lines.Where(headings.Contains));
        Assert.Contains("api          bedrock:InvokeModel: new to the organization", run.Output, StringComparison.Ordinal);
        Assert.Contains("every call of harmless above, and no other", run.Output, StringComparison.Ordinal);
        Assert.Contains("logging is off or incomplete from here on; the archive holds no end", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 invocations inside; what was asked is recorded incompletely or nowhere", run.Output, StringComparison.Ordinal);
    }

    // Every part of the answer shows the text: its caller deletes, invokes, and is compared with an event before.
    private void WriteEverywhere(string text)
    {
        var issue = JsonSerializer.Serialize(
            new
            {
                eventSource = text,
                eventName = "AssumeRole",
                eventTime = "2026-11-20T10:15:00Z",
                eventID = text,
                awsRegion = text,
                sourceIPAddress = text,
                recipientAccountId = text,
                userIdentity = new { type = "AWSService", invokedBy = text },
                responseElements = new { credentials = new { accessKeyId = Key }, assumedRoleUser = new { arn = text } },
            }
        );
        var calls = new[] { "DeleteModelInvocationLoggingConfiguration", "InvokeModel", text }.Select(name =>
            JsonSerializer.Serialize(
                new
                {
                    eventSource = name == text ? text : "bedrock.amazonaws.com",
                    eventName = name,
                    eventTime = "2026-11-20T10:16:00Z",
                    eventID = $"{name}{text}",
                    awsRegion = text,
                    sourceIPAddress = text,
                    userAgent = text,
                    recipientAccountId = text,
                    requestParameters = new { modelId = text, roleArn = text },
                    userIdentity = new
                    {
                        type = "IAMUser",
                        arn = text,
                        accessKeyId = Key,
                    },
                }
            )
        );
        var before = Use("e-0")
            .Replace("11-20", "11-01", StringComparison.Ordinal)
            .Replace(Key, "AKIAIOSFODNN7EXAMPLE", StringComparison.Ordinal)
            .Replace("203.0.113.77", "198.51.100.7", StringComparison.Ordinal);
        _folder.Write("logs/a.json", Log([issue, before, .. calls]));
    }

    private static Task<CommandLineRun> Investigate(params string[] arguments) => CommandLineRun.Of(["investigate", .. arguments]);

    private static string Role(string id, string session) =>
        $$$"""
            {"eventTime":"2026-11-20T10:15:00Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole","eventID":"{{{id}}}",
            "recipientAccountId":"111122223333","sourceIPAddress":"ec2.amazonaws.com",
            "userIdentity":{"type":"AWSService","invokedBy":"ec2.amazonaws.com"},
            "responseElements":{"assumedRoleUser":{"arn":"{{{session}}}"},"credentials":{"accessKeyId":"{{{Key}}}"} } }
            """;

    private static string Use(string id, string name = "DeleteTrail", string source = "cloudtrail.amazonaws.com") =>
        $$$"""
            {"eventTime":"2026-11-20T10:20:00Z","eventSource":"{{{source}}}","eventName":"{{{name}}}","eventID":"{{{id}}}",
            "awsRegion":"eu-central-1","recipientAccountId":"111122223333","sourceIPAddress":"203.0.113.77",
            "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/Admin/i-0abc","accessKeyId":"{{{Key}}}"} }
            """;

    private static string Log(params string[] records) => $"{{\"Records\":[{string.Join(',', records)}]}}";
}
