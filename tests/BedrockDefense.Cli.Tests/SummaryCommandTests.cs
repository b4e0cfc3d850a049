using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The verb <c>summary</c>, through the command line's own entry.</summary>
[Collection("console")]
public sealed class SummaryCommandTests : IDisposable
{
    private const string Hostile = "=cmd|' /C calc'!A1\n\u001b[31m,\"x\"\u202e";

    private readonly TestFolder _folder = new("summary-command-");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_table_says_who_touched_logging_what_was_refused_and_which_keys_are_new()
    {
        Write("a.json", Record("DeleteModelInvocationLoggingConfiguration", "alice"), Record("ListTrails", "alice", "AccessDenied"));

        var run = await Summarize();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        const string When = "2026-11-20T10:15:00Z to 2026-11-20T10:15:00Z";
        Assert.Equal(
            [
                $"2 events from {When}, 1 of them refused or failed",
                "accounts: 111122223333 2",
                "Regions: eu-central-1 2",
                "Who changed or read the configuration of model invocation logging",
                $"DeleteModelInvocationLoggingConfiguration in 111122223333 eu-central-1 by alice: 1 calls, 0 refused, {When}",
                "Refused or failed, the most frequent first",
                $"bedrock:ListTrails with AccessDenied by alice: 1 calls, 1 refused, {When}",
                "Access keys, the one that is first seen last comes first",
                $"AKIAIOSFODNN7EXAMPLE in 111122223333 by alice: 2 calls, 1 refused, {When}",
                "summed up among 2 events in 1 files (0.0 MB of JSON); 0 files without events skipped, 0 damaged.",
            ],
            run.Lines
        );
    }

    [Fact]
    public async Task A_part_without_lines_says_so_and_what_top_leaves_out_is_named()
    {
        Write("a.json", Record("A", "alice", "Denied"), Record("B", "alice", "Denied"));

        var run = await Summarize("--top", "1");

        Assert.Equal((0, 1), (run.ExitCode, run.Lines.Count(line => line == "nothing")));
        Assert.Contains("not shown: 1 more refused calls; write a larger --top", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table", "1 calls")]
    [InlineData("jsonl", "\"part\":\"logging\"")]
    [InlineData("csv", "logging,DeleteModelInvocationLoggingConfiguration")]
    public async Task Hostile_text_makes_no_line_no_cell_and_no_control_character_of_its_own(string format, string expected)
    {
        Write("a.json", Record("DeleteModelInvocationLoggingConfiguration", "harmless", "harmless"), Record("harmless", "harmless"));
        var harmless = await Summarize("--format", format);
        Write("a.json", Record("DeleteModelInvocationLoggingConfiguration", Hostile, Hostile), Record(Hostile, Hostile));

        var run = await Summarize("--format", format);

        Assert.Equal((0, harmless.Lines.Count), (run.ExitCode, run.Lines.Count));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u202e', run.Output);
    }

    [Theory]
    [InlineData(new[] { "--top", "0" }, "--top 0: write a number, 1 or more")]
    [InlineData(new[] { "--raw" }, "--raw: a summary shows no records; search does")]
    [InlineData(new[] { "--format", "xml" }, "--format xml: there is no such format")]
    public async Task It_refuses(string[] arguments, string message)
    {
        Write("a.json", Record("X", "alice"));

        var run = await Summarize(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_read_is_named_and_the_exit_code_says_so()
    {
        Write("a.json", Record("X", "alice"));
        _folder.Write("b.json", "{\"Records\":[{\"eventName\":");

        var run = await Summarize();

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("damaged: ", run.Errors, StringComparison.Ordinal);
    }

    private static string Record(string name, string principal, string? error = null) =>
        JsonSerializer.Serialize(
            new
            {
                eventSource = "bedrock.amazonaws.com",
                eventName = name,
                eventTime = "2026-11-20T10:15:00Z",
                eventID = name,
                awsRegion = "eu-central-1",
                recipientAccountId = "111122223333",
                errorCode = error,
                userIdentity = new { arn = principal, accessKeyId = "AKIAIOSFODNN7EXAMPLE" },
            }
        );

    private Task<CommandLineRun> Summarize(params string[] arguments) => CommandLineRun.Of(["summary", _folder.Root, .. arguments]);

    private void Write(string name, params string[] records) => _folder.Write(name, $"{{\"Records\":[{string.Join(',', records)}]}}");
}
