using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The <c>diff</c> verb through the command line's own entry.</summary>
[Collection("console")]
public sealed class DiffCommandTests : IDisposable
{
    private readonly TestFolder _folder = new("diff");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_weaker_configuration_fails_only_when_asked_to()
    {
        var weaker = Changed("retentionDays: 365", "retentionDays: 30");

        var told = await Diff(weaker, "--format", "json");
        var failed = await Diff(weaker, "--fail-on", "weaker");

        using var answer = JsonDocument.Parse(told.Output);
        var change = Assert.Single(answer.RootElement.GetProperty("changes").EnumerateArray());
        Assert.Equal(
            ("weaker", "trail.retentionDays"),
            (change.GetProperty("direction").GetString(), change.GetProperty("subject").GetString())
        );
        Assert.Equal((0, 1), (told.ExitCode, failed.ExitCode));
        Assert.Contains("1 weaker, 0 stronger, 0 neutral", failed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_configuration_has_no_changes()
    {
        var run = await Diff(Repository.SampleConfiguration, "--fail-on", "weaker");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("The protection does not change.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_named_with_exit_code_3()
    {
        var run = await Diff(Changed("endpoint: soc@example.com", "endpoint: {secure: AAABAKvCexample1}"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("NOT compared: bedrock-defense:alerts", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_name_breaks_neither_the_table_nor_makes_a_link_in_Markdown()
    {
        var run = await Diff(
            Changed("endpoint: soc@example.com", "endpoint: \"[x](https://evil.example)|`b`@example.com\""),
            "--format",
            "markdown"
        );

        var rows = run.Lines.Where(line => line.StartsWith('|')).ToList();
        Assert.Equal(0, run.ExitCode);
        Assert.All(rows, row => Assert.Equal(5, row.Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|')));
        Assert.DoesNotContain(
            rows,
            row => row.Contains("](", StringComparison.Ordinal) || row.Contains("https://", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("--format yaml", "--format", "yaml")]
    [InlineData("--fail-on stronger", "--fail-on", "stronger")]
    [InlineData("--accounts 0", "--accounts", "0")]
    public async Task An_option_that_cannot_be_used_is_named_with_its_valid_form(string named, params string[] options)
    {
        var run = await Diff(Repository.SampleConfiguration, options);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, run.Errors, StringComparison.Ordinal);
        Assert.Contains("write", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_names_the_file_that_has_it()
    {
        var bad = Changed("aws:region: eu-central-1", "aws:region: mars");

        var run = await Diff(bad);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{bad}: aws:region: \"mars\"", run.Errors, StringComparison.Ordinal);
    }

    private static Task<CommandLineRun> Diff(string @new, params string[] options) =>
        CommandLineRun.Of(["diff", Repository.SampleConfiguration, @new, .. options]);

    private string Changed(string from, string to) =>
        _folder.Write("new.yaml", File.ReadAllText(Repository.SampleConfiguration).Replace(from, to, StringComparison.Ordinal));
}
