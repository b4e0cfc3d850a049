using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests the resources in Regions that are not governed, where the settings ask for Bedrock's events from there.</summary>
[Collection("console")]
public sealed class UngovernedRegionTests
{
    private const string Set = "bedrock-defense-forwarder-ungoverned";

    private static readonly string[] ExpectedResources =
    [
        .. AwsRegion
            .All.Where(region => region is { Partition: "aws", IsOptIn: false } && region.Code is not ("eu-central-1" or "us-east-1"))
            .Select(region => region.Code),
    ];

    [Theory]
    [InlineData("allow")]
    [InlineData("deny")]
    public async Task Nothing_stands_there_unless_it_is_asked_for(string choice) =>
        Assert.DoesNotContain(
            (await Stacks.WithAsync(("ungovernedRegions", choice))).Resources,
            resource => resource.Name.Contains(Set, StringComparison.Ordinal) || ExpectedResources.Contains(resource.Text("region"))
        );

    [Theory]
    [InlineData("""["eu-central-1","us-east-1"]""")]
    [InlineData("""["eu-central-1"]""")]
    public async Task Forwarders_stand_in_every_Region_that_all_accounts_have_and_no_full_forwarder_covers(string regions)
    {
        // A full forwarder is needed where the global services record their events, governed or not.
        var stack = await Stacks.WithAsync(("regions", regions), ("ungovernedRegions", "detect"));

        Assert.Equal(
            ExpectedResources,
            stack.Find($"cloudformation/stackInstances {Set}").Inputs["regions"]!
                .AsArray()
                .Select(region => region!.GetValue<string>())
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ExpectedResources,
            stack
                .All("cloudwatch/eventRule")
                .Select(rule => rule.Text("region"))
                .OfType<string>()
                .Distinct()
                .Except(["eu-central-1", "us-east-1"])
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task They_let_through_Bedrocks_events_and_no_other()
    {
        var template = JsonNode.Parse(
            (await Stacks.WithAsync(("ungovernedRegions", "detect"))).Find($"cloudformation/stackSet {Set}").Text("templateBody")!
        )!;

        var sources = template["Resources"]!
            .AsObject()
            .Select(resource => resource.Value!)
            .Where(resource => resource["Type"]!.GetValue<string>() == "AWS::Events::Rule")
            .SelectMany(rule => rule["Properties"]!["EventPattern"]!["source"]!.AsArray())
            .Select(source => source!.GetValue<string>())
            .Distinct();
        Assert.Equal(["aws.bedrock", "aws.bedrock-mantle"], sources.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_us_east_1_is_not_governed_models_invoked_there_are_told_of_too()
    {
        var stack = await Stacks.WithAsync(("regions", """["eu-central-1"]"""), ("ungovernedRegions", "detect"));

        var patterns = stack
            .All("cloudwatch/eventRule")
            .Where(rule => rule.Name.StartsWith("bedrock-used-in-ungoverned-region", StringComparison.Ordinal))
            .Select(rule => rule.Text("eventPattern")!)
            .ToList();
        Assert.NotEmpty(patterns);
        Assert.All(patterns, pattern => Assert.Contains("\"us-east-1\"", pattern, StringComparison.Ordinal));
    }
}
