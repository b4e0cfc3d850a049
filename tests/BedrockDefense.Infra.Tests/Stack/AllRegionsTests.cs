using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.EventBridge;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>An organization may govern every Region that AWS offers. Tests that all documents then fit AWS's limits.</summary>
[Collection("console")]
public sealed class AllRegionsTests
{
    // AWS Identity and Access Management User Guide, "IAM and AWS STS quotas": the default length of a role's trust policy.
    private const int TrustPolicyCharacters = 2_048;

    private static readonly AwsRegion[] Regions =
    [
        .. AwsRegion.All.Where(region => region.Partition == "aws").OrderBy(region => region.IsOptIn),
    ];

    [Fact]
    public async Task All_Regions_can_be_governed()
    {
        var stack = await RenderAsync(Regions);
        var onBus = stack.All("cloudwatch/eventRule").Where(rule => rule.Text("eventBusName") == "bedrock-defense").ToList();

        Assert.Equal(
            ["bedrock-logging-weakened-r1", "bedrock-logging-weakened-r2"],
            onBus.Select(rule => rule.Name).Where(name => AlertRule.WithoutPart(name) != name).Order(StringComparer.Ordinal)
        );
        Assert.InRange(onBus.Count, 1, 300);
        Assert.InRange(onBus.Count(rule => rule.Text("eventPattern")?.Contains("\"wildcard\":", StringComparison.Ordinal) == true), 1, 30);
        Assert.All(
            stack.All("cloudwatch/eventRule").Select(rule => rule.Text("eventPattern")).OfType<string>(),
            pattern => Assert.InRange(EventPattern.Parse(pattern).CharacterCount, 1, 2_048)
        );
        Assert.All(
            stack.All("iam/role"),
            role => Assert.InRange(JsonNode.Parse(role.Text("assumeRolePolicy")!)!.ToJsonString().Length, 1, TrustPolicyCharacters)
        );
    }

    [Fact]
    public async Task Both_rules_of_a_split_detection_have_the_targets_that_its_one_rule_has()
    {
        var (whole, split) = (await RenderAsync(Regions[..26]), await RenderAsync(Regions));
        var expected = Targets(whole, "bedrock-logging-weakened");

        Assert.NotEmpty(expected);
        Assert.Equal(expected, Targets(split, "bedrock-logging-weakened-r1"));
        Assert.Equal(expected, Targets(split, "bedrock-logging-weakened-r2"));
        Assert.DoesNotContain(whole.All("cloudwatch/eventRule"), rule => AlertRule.WithoutPart(rule.Name) != rule.Name);

        static List<string> Targets(StackDeclaration stack, string rule) =>
            [
                .. stack
                    .All("cloudwatch/eventTarget")
                    .Where(target => target.Text("eventBusName") is not null && target.Text("rule") == rule)
                    .Select(target => $"{target.Text("targetId")} {target.Inputs["inputTransformer"]?.ToJsonString()}")
                    .Order(StringComparer.Ordinal),
            ];
    }

    private static Task<StackDeclaration> RenderAsync(AwsRegion[] regions) =>
        Stacks.WithAsync(
            ("regions", List(regions)),
            ("optInRegions", regions.Any(region => region.IsOptIn) ? List(regions.Where(region => region.IsOptIn)) : "")
        );

    private static string List(IEnumerable<AwsRegion> regions) => $"[{string.Join(",", regions.Select(region => $"\"{region.Code}\""))}]";
}
