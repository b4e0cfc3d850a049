using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The verb <c>search</c>, through the command line's own entry.</summary>
[Collection("console")]
public sealed class SearchCommandTests : IDisposable
{
    private const string Hostile = "=cmd|' /C calc'!A1\n\u001b[31m,\"x\"\u202e";

    private readonly TestFolder _folder = new("search-command-");

    private string Logs => Path.Combine(_folder.Root, "logs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_table_shows_each_event_and_what_was_looked_at()
    {
        var file = _folder.Write("logs/a.json", Log(Event("e-1", "DeleteTrail", "AccessDenied"), Event("e-2", "ListTrails")));

        var run = await Search(Logs, "eventName=Delete*");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                "2026-11-20T10:15:00Z  111122223333  eu-central-1    cloudtrail.amazonaws.com  DeleteTrail  AccessDenied",
                "                      by arn:aws:iam::111122223333:user/mallory with the key AKIAIOSFODNN7EXAMPLE",
                "                      from 203.0.113.77, aws-cli/2.24.22",
                $"                      event e-1 in {file}",
                "1 found among 2 events in 1 files (0.0 MB of JSON); 0 files without events skipped, 0 damaged.",
            ],
            run.Lines
        );
    }

    [Fact]
    public async Task Paths_end_at_the_first_argument_that_is_none()
    {
        _folder.Write("logs/a.json", Log(Event("1", "StopLogging")));
        var second = _folder.Write("more/b.json", Log(Event("2", "StopLogging"), Event("3", "StartLogging")));

        var run = await Search(Logs, second, "StopLog", "userIdentity.arn|endswith=/mallory", "--format", "jsonl");

        Assert.Equal(["1", "2"], run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("eventId").GetString()));
    }

    [Fact]
    public async Task The_index_leaves_files_unread_and_the_answer_as_it_is()
    {
        File.SetLastWriteTimeUtc(_folder.Write("logs/a.json", Log(Event("1", "StopLogging"))), DateTime.UtcNow.AddDays(-2));
        File.SetLastWriteTimeUtc(_folder.Write("logs/b.json", Log(Event("2", "DeleteTrail"))), DateTime.UtcNow.AddDays(-2));
        string[] question = [Logs, "eventName=StopLogging", "--index", Path.Combine(_folder.Root, "index")];

        var first = await Search(question);
        var second = await Search(question);

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Equal(
            (0, first.Output, "index: 1 of 2 files were not read again, since nothing in them can be part of the answer\n"),
            (second.ExitCode, second.Output, second.Errors)
        );
    }

    [Fact]
    public async Task An_index_that_cannot_be_written_is_named_before_anything_is_read()
    {
        var file = _folder.Write("logs/a.json", Log(Event("1", "StopLogging")));

        var run = await Search(Logs, "eventName=StopLogging", "--index", file);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"--index \"{file}\"", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_come_out_as_a_hunt_or_another_search_takes_them()
    {
        _folder.Write("logs/a.json", Log(Event("1", "StopLogging"), Event("2", "DeleteTrail")));

        var run = await Search(Logs, "eventID=2", "--raw");
        var again = await Search(_folder.Write("again.jsonl", run.Output), "DeleteTrail", "--format", "csv");

        Assert.Single(run.Lines);
        Assert.Equal(2, again.Lines.Count);
        Assert.StartsWith("time,account,region,event_source,", again.Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "eventName=StopLogging" }, "stands for no file")]
    [InlineData(new[] { "LOGS" }, "nothing to look for")]
    [InlineData(
        new[] { "LOGS", "lost.json.gz", "x" },
        "\"lost.json.gz\" stands for no file; to look for it as a text, write another condition"
    )]
    [InlineData(new[] { "LOGS", "eventname=x" }, "the nearest is eventName")]
    [InlineData(new[] { "LOGS", "x", "--raw", "--format", "csv" }, "records are JSON")]
    public async Task It_refuses(string[] arguments, string message)
    {
        _folder.Write("logs/a.json", Log(Event("1", "StopLogging")));

        var run = await Search([.. arguments.Select(argument => argument == "LOGS" ? Logs : argument)]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_service_writes_is_remarked_on()
    {
        _folder.Write("logs/a.json", Log(Event("1", "StopLogging")));

        var run = await Search(Logs, "eventSource=cloudtrail.amazonaws.com", "eventName=StopLoging");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("note: cloudtrail.amazonaws.com has no operation \"StopLoging\"", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_read_is_named_and_the_exit_code_says_so()
    {
        _folder.Write("logs/a.json", Log(Event("1", "StopLogging")));
        var cut = _folder.Write("logs/b.json", Log(Event("2", "StopLogging"))[..40]);

        var run = await Search(Logs, "StopLogging", "--format", "jsonl");

        Assert.Equal((3, 1), (run.ExitCode, run.Lines.Count));
        Assert.Contains($"damaged: {cut}", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table", 5)]
    [InlineData("jsonl", 1)]
    [InlineData("csv", 2)]
    public async Task Hostile_text_makes_no_line_no_cell_and_no_control_character_of_its_own(string format, int lines)
    {
        var record = JsonSerializer.Serialize(
            new
            {
                eventSource = Hostile,
                eventName = "StopLogging",
                eventTime = "2026-11-20T10:15:00Z",
                eventID = Hostile,
                awsRegion = Hostile,
                errorCode = Hostile,
                userAgent = Hostile,
                sourceIPAddress = "\ud800",
                userIdentity = new { arn = Hostile, accessKeyId = Hostile },
            }
        );
        _folder.Write("logs/a.json", Log(record.Replace("\\uFFFD", "\\ud800", StringComparison.Ordinal)));

        var run = await Search(Logs, "StopLogging", "--format", format);

        Assert.Equal((0, lines), (run.ExitCode, run.Lines.Count));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u202e', run.Output);
    }

    private static Task<CommandLineRun> Search(params string[] arguments) => CommandLineRun.Of(["search", .. arguments]);

    private static string Event(string id, string name, string? error = null) =>
        $$$"""
            {"eventTime":"2026-11-20T10:15:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"{{{name}}}",
            "awsRegion":"eu-central-1","eventID":"{{{id}}}","recipientAccountId":"111122223333",{{{(
                error is null ? "" : $"\"errorCode\":\"{error}\","
            )}}}
            "sourceIPAddress":"203.0.113.77","userAgent":"aws-cli/2.24.22",
            "userIdentity":{"arn":"arn:aws:iam::111122223333:user/mallory","accessKeyId":"AKIAIOSFODNN7EXAMPLE"}}
            """;

    private static string Log(params string[] records) => $"{{\"Records\":[{string.Join(',', records)}]}}";
}
