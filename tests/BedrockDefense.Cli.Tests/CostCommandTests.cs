using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The <c>cost</c> verb through the command line's own entry.</summary>
[Collection("console")]
public sealed class CostCommandTests
{
    [Fact]
    public async Task The_sample_configuration_gets_an_estimate_by_line_with_sources_and_traps()
    {
        var run = await Cost("--accounts", "200", "--format", "json");

        Assert.Equal(0, run.ExitCode);
        var estimate = JsonDocument.Parse(run.Output).RootElement;
        Assert.All(
            estimate.GetProperty("lines").EnumerateArray(),
            line => Assert.Contains("pricing", line.GetProperty("source").GetString(), StringComparison.Ordinal)
        );
        Assert.NotEmpty(estimate.GetProperty("traps").EnumerateArray());
        Assert.Equal(200_000_000, estimate.GetProperty("usage").GetProperty("events").GetInt64());
        Assert.InRange(estimate.GetProperty("total").GetDecimal(), 1m, 1_000m);
    }

    [Fact]
    public async Task The_table_shows_the_total_and_what_it_rests_on()
    {
        var run = await Cost("--accounts", "10", "--regions", "3", "--events", "1000", "--alerts", "7", "--queries", "4");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            "A month of 10 accounts in 3 Regions, with 1,000 management events, 7 findings and 4 saved queries run",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("Together", run.Output, StringComparison.Ordinal);
        Assert.Contains("Counted by", run.Output, StringComparison.Ordinal);
        Assert.Contains("- Digest files: AWS CloudTrail User Guide", run.Output, StringComparison.Ordinal);
        Assert.Contains("The traps", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--accounts", "0", "--accounts 0: write a number from 1 to 100,000")]
    [InlineData("--regions", "0", "--regions 0: write a number from 1 to")]
    [InlineData("--events", "-1", "--events -1: write a number from 0 to")]
    [InlineData("--queries", "-1", "--queries -1: write a number from 0 to 1,000,000")]
    [InlineData("--alerts", "-5", "--alerts -5: write a number from 0 to")]
    public async Task A_number_out_of_range_is_refused(string option, string value, string error)
    {
        var run = await Cost([.. option == "--accounts" ? (string[])[] : ["--accounts", "5"], option, value]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(error, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private static Task<CommandLineRun> Cost(params string[] options) =>
        CommandLineRun.Of(["cost", "--config", Repository.SampleConfiguration, .. options]);
}
