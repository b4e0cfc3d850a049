using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Costs;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Tests.Costs;

/// <summary>
/// Tests single lines and special cases of estimates against sums that were calculated by hand; the case file has the arithmetic in words.
/// </summary>
public sealed class CostCasesTests
{
    public static TheoryData<string> Names => [.. All().Select(one => one["name"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_estimate_has_what_was_reckoned_by_hand(string name)
    {
        var one = All().Single(one => one["name"]!.GetValue<string>() == name);

        var estimate = CostEstimator.Of(Stack(one["resources"]!.AsArray()), one["usage"].Deserialize<Usage>(JsonSerializerOptions.Web)!);

        if (one["trap"] is { } trap)
        {
            Assert.Contains(estimate.Traps, text => text.Contains(trap.GetValue<string>(), StringComparison.Ordinal));
        }
        else if (one["absent"] is { } absent)
        {
            Assert.DoesNotContain(estimate.Lines, line => line.What.StartsWith(absent.GetValue<string>(), StringComparison.Ordinal));
        }
        else
        {
            var line = Assert.Single(
                estimate.Lines,
                line => line.What.StartsWith(one["line"]!.GetValue<string>(), StringComparison.Ordinal)
            );
            Assert.Equal(
                (one["units"]!.GetValue<decimal>(), one["dollars"]!.GetValue<decimal>()),
                (decimal.Round(line.Units, 6), decimal.Round(line.Dollars, 2, MidpointRounding.AwayFromZero))
            );
        }
    }

    [Fact]
    public void A_query_of_an_alarm_that_cannot_be_counted_is_refused()
    {
        var alarm = Declared(
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            """{"metricQueries":[{"expression":"SELECT MAX(Age) FROM \"AWS/SQS\""}]}"""
        );

        Assert.Contains(
            "write it over the rules of one event bus",
            Assert.Throws<InvalidInputException>(() => CostEstimator.Of(Stack(alarm), new Usage(1, 1, 0, 0, 0, 0))).Message,
            StringComparison.Ordinal
        );
    }

    private static IEnumerable<JsonNode> All() => JsonNode.Parse(Repository.Case("costs/lines.json"))!.AsArray().OfType<JsonNode>();

    private static StackDeclaration Stack(JsonArray resources) =>
        Stack([
            .. resources.Select(
                (resource, index) => Declared(resource!["type"]!.GetValue<string>(), resource["inputs"]!.ToJsonString(), $"r{index}")
            ),
        ]);

    private static StackDeclaration Stack(params DeclaredResource[] resources) =>
        new("eu-central-1", SampleOrganization.Default, "arn:aws:cloudtrail:eu-central-1:999999999999:trail/t", "Audit.", resources);

    private static DeclaredResource Declared(string type, string inputs, string name = "x") =>
        new(type, name, ResourceRelations.None, name, null, JsonNode.Parse(inputs)!.AsObject());
}
