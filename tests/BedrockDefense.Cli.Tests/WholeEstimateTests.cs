using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>Whole estimates of <c>cost</c> against sums done by hand, line by line, with the arithmetic in the case file.</summary>
[Collection("console")]
public sealed class WholeEstimateTests
{
    private const string Cases = "costs/whole-estimates.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_line_and_no_other_is_what_was_reckoned_by_hand(string name)
    {
        var one = Repository.Find<WholeEstimate>(Cases, name);

        var run = await CommandLineRun.Of(["cost", "--config", Repository.SampleConfiguration, "--format", "json", .. one.Options]);

        var estimate = JsonDocument.Parse(run.Output).RootElement;
        var lines = estimate.GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(one.Lines.Count, lines.Count);
        Assert.All(
            one.Lines.Zip(lines),
            pair =>
                Assert.Equal(
                    (pair.First.What, pair.First.Units, pair.First.Dollars),
                    (
                        Beginning(pair.Second, pair.First.What),
                        decimal.Round(pair.Second.GetProperty("units").GetDecimal()),
                        pair.Second.GetProperty("dollars").GetDecimal()
                    )
                )
        );
        Assert.Equal(one.Total, estimate.GetProperty("total").GetDecimal());
        Assert.Contains(
            estimate.GetProperty("traps").EnumerateArray(),
            trap => trap.GetString()!.Contains(one.Trap, StringComparison.Ordinal)
        );
    }

    private static string Beginning(JsonElement line, string like)
    {
        var what = line.GetProperty("what").GetString()!;
        return what[..Math.Min(what.Length, like.Length)];
    }

    private sealed record WholeEstimate(string[] Options, IReadOnlyList<Line> Lines, decimal Total, string Trap);

    private sealed record Line(string What, decimal Units, decimal Dollars);
}
