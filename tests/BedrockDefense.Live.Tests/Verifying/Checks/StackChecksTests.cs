using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Live.Verifying.Checks;

namespace BedrockDefense.Live.Tests.Verifying.Checks;

/// <summary>What no single resource shows is told, with what is wrong about it.</summary>
public sealed class StackChecksTests
{
    private const string Cases = "live/checks.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_check_tells_what_it_finds(string name)
    {
        var wanted = Repository.Find<Check>(Cases, name);
        var answers = new Queue<string>(wanted.Answers);
        var context = await SampleContext.OfAsync(
            call => answers.Dequeue() is var answer && answer != "refused" ? answer : throw Refusal(call),
            [
                SampleContext.Resource(
                    "aws:cloudwatch/metricAlarm:MetricAlarm",
                    "bedrock-defense-canary-missing",
                    ("namespace", "AWS/SQS"),
                    ("metricName", "NumberOfMessagesSent"),
                    ("dimensions", new System.Text.Json.Nodes.JsonObject { ["QueueName"] = "bedrock-defense-canary" }),
                    ("period", 3600),
                    ("evaluationPeriods", 1)
                ),
                SampleContext.Resource("aws:cloudwatch/metricAlarm:MetricAlarm", "another", ("metricName", "Invocations")),
                SampleContext.Resource("aws:cloudwatch/eventRule:EventRule", "one", ("eventBusName", "bedrock-defense")),
                SampleContext.Resource("aws:cloudwatch/eventRule:EventRule", "two", ("eventBusName", "bedrock-defense")),
                SampleContext.Resource("aws:cloudwatch/eventRule:EventRule", "three", ("region", "us-east-1")),
                SampleContext.Resource("aws:sns/topic:Topic", "high", ("name", "bedrock-defense-high")),
                SampleContext.Resource("aws:organizations/policy:Policy", "guardrails", ("type", "SERVICE_CONTROL_POLICY")),
                SampleContext.Resource("aws:organizations/policyAttachment:PolicyAttachment", "one", ("targetId", "r-ab12")),
                SampleContext.Resource("aws:organizations/policyAttachment:PolicyAttachment", "two", ("targetId", "r-ab12")),
            ],
            wanted.Config.Select(change => (change.Key, (string?)change.Value))
        );

        var remarks = wanted.Name switch
        {
            "canary" => await StackChecks.TryAsync(context, "canary", CanaryAge.OfAsync),
            "notifications" => await StackChecks.TryAsync(context, "notifications", FailedNotifications.OfAsync),
            "rules" => await StackChecks.TryAsync(context, "rules", RuleBudget.OfAsync),
            "policies" => await StackChecks.TryAsync(context, "policies", PolicyBudget.OfAsync),
            "regions" => await StackChecks.TryAsync(context, "regions", OptInRegions.OfAsync),
            _ => InactiveAccounts.Of(context),
        };

        Assert.Equal(wanted.Found, remarks.Deviations.Select(one => $"{one.Kind} {one.Resource}: {one.Found}"));
        Assert.Equal(wanted.Facts, remarks.Facts);
        Assert.Equal(wanted.NotChecked, remarks.NotChecked);
        Assert.Empty(answers);
        Assert.All(remarks.Deviations, one => Assert.NotEmpty(one.Remedy));
    }

    private static AwsException Refusal(AwsCall call) =>
        new(call.Operation, "111122223333", call.Region, 403, """{"__type":"AccessDenied"}""");

    private sealed record Check
    {
        [System.Text.Json.Serialization.JsonPropertyName("check")]
        public string Name { get; init; } = "";

        public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>();

        public IReadOnlyList<string> Answers { get; init; } = [];

        public IReadOnlyList<string> Found { get; init; } = [];

        public IReadOnlyList<string> Facts { get; init; } = [];

        public IReadOnlyList<string> NotChecked { get; init; } = [];
    }
}
