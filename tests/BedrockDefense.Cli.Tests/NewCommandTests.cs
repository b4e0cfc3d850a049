namespace BedrockDefense.Cli.Tests;

/// <summary>The verb <c>new</c> creates a complete detection. Only the parts that are marked as to do keep it from the catalog.</summary>
[Collection("console")]
public sealed class NewCommandTests : IDisposable
{
    private static readonly string[] Options =
    [
        "--title",
        "Configuration Recorder: Somebody's #1",
        "--event-source",
        "config.amazonaws.com",
        "--event-name",
        "StopConfigurationRecorder",
        "--event-name",
        "DeleteConfigurationRecorder",
        "--level",
        "high",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("new-command-");

    private string Catalog => Path.Combine(_folder.FullName, "policies", "detections");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false, 14)]
    [InlineData(true, 10)]
    public async Task Lint_names_what_is_left_to_do_and_nothing_else(bool hasOptions, int todos)
    {
        await New(hasOptions ? Options : []);

        var run = await CommandLineRun.Of("lint", Catalog);

        Assert.Equal(1, run.ExitCode);
        var lines = Lines(run.Output);
        Assert.Equal(todos, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"[a-z]+\.(yml|md):\d+:\d+: error: is left to do: .* \[todo\]$", line));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Once_that_is_written_lint_and_what_a_stack_asks_of_the_catalog_are_content(bool hasOptions)
    {
        await New(hasOptions ? Options : []);
        foreach (var file in Directory.GetFiles(Path.Combine(Catalog, "recorder-stopped")))
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace("TODO", "Done", StringComparison.Ordinal));
        }

        var run = await CommandLineRun.Of("lint", Catalog);

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task It_says_what_it_wrote_and_what_comes_next()
    {
        var run = await New();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["cases.json", "rule.yml", "runbook.md"], Names(Path.Combine(Catalog, "recorder-stopped")));
        Assert.Equal($"Then: bedrock-defense lint {Path.Combine(Catalog, "recorder-stopped")}", Lines(run.Output)[^1]);
    }

    [Fact]
    public async Task A_folder_that_exists_is_left_as_it_is()
    {
        Write("recorder-stopped/rule.yml", "title: Mine");

        var run = await New();

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith(
            "recorder-stopped\" exists; choose another id, or remove it",
            Assert.Single(run.ErrorLines),
            StringComparison.Ordinal
        );
        Assert.Equal(["recorder-stopped"], Names(Catalog));
        Assert.Equal(["rule.yml"], Names(Path.Combine(Catalog, "recorder-stopped")));
    }

    [Theory]
    [InlineData("is no id; write words of lower-case letters", "Recorder")]
    [InlineData("is no id; write words of lower-case letters", "../recorder")]
    [InlineData("has 51 characters; at most 50", "a23456789-123456789-123456789-123456789-123456789-1")]
    [InlineData("ends as the rules for a part of a detection's events do", "recorder-succeeded")]
    [InlineData("is the name of something else here", "restore-failed")]
    [InlineData("--title: ", "x", "--title", "<b>")]
    [InlineData("--title: write one line", "x", "--title", "a\nb")]
    [InlineData("--level severe: there is no such level; write informational, low, medium, high, critical", "x", "--level", "severe")]
    [InlineData("--event-source and --event-name go together", "x", "--event-name", "StopLogging")]
    [InlineData("--event-source and --event-name go together", "x", "--event-source", "config.amazonaws.com")]
    [InlineData("--event-source: no service is known", "x", "--event-source", "confg.amazonaws.com", "--event-name", "StopLogging")]
    [InlineData("--event-source \"a: b\": write it as CloudTrail does", "x", "--event-source", "a: b", "--event-name", "StopLogging")]
    [InlineData(
        "--event-name: cloudtrail.amazonaws.com has no operation",
        "x",
        "--event-source",
        "cloudtrail.amazonaws.com",
        "--event-name",
        "StopLoging"
    )]
    [InlineData(
        "--event-name \"Stop*\": write the name of a call",
        "x",
        "--event-source",
        "cloudtrail.amazonaws.com",
        "--event-name",
        "Stop*"
    )]
    [InlineData(
        "is given twice",
        "x",
        "--event-source",
        "cloudtrail.amazonaws.com",
        "--event-name",
        "StopLogging",
        "--event-name",
        "stoplogging"
    )]
    public async Task What_would_make_no_detection_is_refused_and_nothing_is_written(string reason, params string[] args)
    {
        var run = await CommandLineRun.Of(["new", "detection", .. args, "--out", Catalog]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(run.ErrorLines, line => line.Contains(reason, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Catalog));
    }

    [Fact]
    public async Task Nothing_else_can_be_begun()
    {
        var run = await CommandLineRun.Of("new", "hunt", "x", "--out", Catalog);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("\"hunt\" is nothing that can be begun; write detection", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_catalog_a_folder_must_be_named()
    {
        var run = await CommandLineRun.Of("new", "detection", "recorder-stopped");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no folder policies/detections here; ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_written_leaves_nothing()
    {
        var file = Write("taken", "");

        var run = await CommandLineRun.Of("new", "detection", "recorder-stopped", "--out", file);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot write to ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(["taken"], Names(Catalog));
    }

    private Task<CommandLineRun> New(params string[] options) =>
        CommandLineRun.Of(["new", "detection", "recorder-stopped", "--out", Catalog, .. options]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(Catalog, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static string[] Names(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
