using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge;
using BedrockDefense.Infra.Tests.Rendering;
using BedrockDefense.Rehearsal;

namespace BedrockDefense.Infra.Tests.Golden;

/// <summary>
/// Real events against the rendered rules: a deletion refused to an IAM user, and one that succeeded from the console
/// under a permission set. Both match both detections, and the alerts say what a person on duty has to know.
/// </summary>
[Collection("console")]
public sealed class AlertTests
{
    private static readonly string[] Detections = ["bedrock-logging-deletion", "bedrock-logging-deletion-by-non-admin"];

    public static TheoryData<string> Events => ["denied-iam-user", "deleted-sso-console"];

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_real_event_is_forwarded_and_matches_both_detections(string name)
    {
        var stack = await Stacks.SampleAsync();
        var @event = EventOf(name);

        Assert.All(
            ["bedrock-defense-forwarder-eu-central-1-1", .. Detections],
            (string rule) => Assert.True(Pattern(stack, rule).Match(@event).IsMatch, rule));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Its_alerts_are(string name)
    {
        var stack = await Stacks.SampleAsync();
        var text = new StringBuilder();
        foreach (var detection in Detections)
        {
            foreach (var form in new[] { "text", "finding" })
            {
                text.Append(detection).Append(", ").Append(form).Append('\n').Append(Message(stack, detection, form, name)).Append("\n\n");
            }
        }

        GoldenFile.Holds($"alerts-{name}.txt", text.ToString());
    }

    [Theory]
    [InlineData("denied-iam-user", "Refusal: [AccessDenied]", "arn:aws:iam::111122223333:user/mallory", "203.0.113.77")]
    [InlineData(
        "deleted-sso-console",
        "Refusal: [] ([] means that there was none: the call SUCCEEDED)",
        "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_DevAdmin_0123456789abcdef/mallory",
        "198.51.100.23")]
    public async Task The_text_says_what_who_where_whether_it_succeeded_and_what_to_do(string name, string outcome, string principal, string address)
    {
        var record = Record(name);

        var text = Message(await Stacks.SampleAsync(), "bedrock-logging-deletion", "text", name);

        Assert.All(
            [
                "HIGH: Detect AWS Bedrock Logging Deletion", "DeleteModelInvocationLoggingConfiguration", outcome, principal, address, "Account: 111122223333",
                "Region: us-west-2", record["eventTime"]!.GetValue<string>(), record["eventID"]!.GetValue<string>(), "Next: ",
            ],
            (string part) => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task The_finding_carries_the_whole_event(string name)
    {
        var finding = JsonNode.Parse(Message(await Stacks.SampleAsync(), "bedrock-logging-deletion", "finding", name))!;

        Assert.Equal("high", finding["severity"]!.GetValue<string>());
        Assert.Equal("us-west-2", finding["region"]!.GetValue<string>());
        Assert.Equal(Record(name)["userIdentity"]!["arn"]!.GetValue<string>(), finding["principal"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(Record(name), finding["event"]), finding["event"]!.ToJsonString());
    }

    private static string Message(StackDeclaration stack, string detection, string form, string name)
    {
        var rule = stack.Find($"cloudwatch/eventRule {detection}");
        var declared = stack.Find($"cloudwatch/eventTarget {detection}-{form}").Inputs["inputTransformer"]!;
        var transformer = new InputTransformer(declared["inputPaths"].Deserialize<Dictionary<string, string>>()!, declared["inputTemplate"]!.GetValue<string>());
        var @event = EventOf(name);
        return transformer.Transform(@event, new TransformContext(rule.Arn!, rule.Text("name")!, @event.GetProperty("time").GetDateTimeOffset()));
    }

    private static EventPattern Pattern(StackDeclaration stack, string rule) =>
        EventPattern.Parse(stack.Find($"cloudwatch/eventRule {rule}").Text("eventPattern")!);

    private static JsonElement EventOf(string name) => ApiCall.Envelope(Record(name), Record(name)["eventID"]!.GetValue<string>());

    private static JsonObject Record(string name) => JsonNode.Parse(Repository.Case($"events/{name}.json"))!.AsObject();
}
