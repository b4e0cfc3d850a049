using System.Text.Json;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Cli.Tests;

/// <summary>
/// Compares whole estimates of <c>cost</c>, line by line, with sums that were calculated by hand. The arithmetic is in the case file.
/// </summary>
[Collection("console")]
public sealed class WholeEstimateTests
{
    private const string Cases = "costs/whole-estimates.json";
    private const decimal DollarsOfAMetric = 0.10m;

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
        var rules = await RulesOfDetectionsAsync();
        Assert.All(
            one.Lines.Zip(lines),
            pair =>
                Assert.Equal(
                    (
                        pair.First.What,
                        pair.First.Units + (pair.First.OfDetections ? rules : 0),
                        pair.First.Dollars + (pair.First.OfDetections ? rules * DollarsOfAMetric : 0)
                    ),
                    (
                        Beginning(pair.Second, pair.First.What),
                        decimal.Round(pair.Second.GetProperty("units").GetDecimal()),
                        pair.Second.GetProperty("dollars").GetDecimal()
                    )
                )
        );
        Assert.Equal(one.Total + (rules * DollarsOfAMetric), estimate.GetProperty("total").GetDecimal());
        Assert.Contains(
            estimate.GetProperty("traps").EnumerateArray(),
            trap => trap.GetString()!.Contains(one.Trap, StringComparison.Ordinal)
        );
    }

    // The number of rules changes with the catalog, so it is counted in the stack.
    private static async Task<int> RulesOfDetectionsAsync()
    {
        var ids = Directory
            .EnumerateDirectories(Path.Combine(Repository.Root, "policies", "detections"))
            .Select(Path.GetFileName)
            .ToHashSet();
        return (await Stacks.SampleAsync())
            .All("cloudwatch/eventRule")
            .Count(rule => rule.Text("eventBusName") is not null && ids.Contains(Alerts.AlertRule.DetectionOf(rule.Text("name")!)));
    }

    private static string Beginning(JsonElement line, string like)
    {
        var what = line.GetProperty("what").GetString()!;
        return what[..Math.Min(what.Length, like.Length)];
    }

    private sealed record WholeEstimate(string[] Options, IReadOnlyList<Line> Lines, decimal Total, string Trap);

    private sealed record Line(string What, decimal Units, decimal Dollars, bool OfDetections = false);
}
