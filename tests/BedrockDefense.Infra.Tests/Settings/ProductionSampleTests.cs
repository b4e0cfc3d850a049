using System.Text.Json.Nodes;

namespace BedrockDefense.Infra.Tests.Settings;

/// <summary>The configuration that production starts with, <c>docs/Pulumi.prod.yaml</c>.</summary>
[Collection("console")]
public sealed class ProductionSampleTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "docs", "Pulumi.prod.yaml");

    [Fact]
    public async Task It_is_valid_and_audits_only()
    {
        var guardrails = await JsonAsync("guardrails");

        Assert.Empty(guardrails["targets"]!.AsArray());
        Assert.StartsWith("Audit: ", guardrails["coverage"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_queue_elsewhere_is_subscribed_by_its_owner()
    {
        const string queue = "arn:aws:sqs:eu-central-1:444455556666:siem-findings";
        var resources = (await JsonAsync("plan")).AsArray();

        Assert.DoesNotContain(
            resources,
            one =>
                one!["type"]!.GetValue<string>() == "aws:sns/topicSubscription:TopicSubscription"
                && one["inputs"]!["endpoint"]!.GetValue<string>() == queue
        );
        Assert.Contains(
            resources,
            one =>
                one!["type"]!.GetValue<string>() == "aws:sns/topicPolicy:TopicPolicy"
                && one["inputs"]!["policy"]!.GetValue<string>().Contains(queue, StringComparison.Ordinal)
        );
    }

    private static async Task<JsonNode> JsonAsync(string verb)
    {
        var run = await CommandLineRun.Of(verb, "--config", Sample, "--format", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return JsonNode.Parse(run.Output)!;
    }
}
