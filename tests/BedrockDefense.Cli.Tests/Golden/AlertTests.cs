using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Cli.Tests.Golden;

/// <summary>
/// Tests real events against the rendered rules: a deletion refused to an IAM user, and one that succeeded from the console under a
/// permission set. Both events match both detections, and the alerts say what a person on duty has to know.
/// </summary>
[Collection("console")]
public sealed class AlertTests
{
    private static readonly string[] Forms = ["text", "chat", "finding"];

    // The messages for people and for machines.
    private static readonly (string Detection, string Form)[] Messages =
    [
        ("bedrock-logging-deletion-by-non-admin", "text"),
        ("bedrock-logging-deletion-by-non-admin", "finding"),
        ("bedrock-logging-deletion", "finding"),
    ];

    public static TheoryData<string> Ids => [.. Catalog.Detection.All.Select(detection => detection.Id)];

    public static TheoryData<string> Events => ["denied-iam-user", "deleted-sso-console"];

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_real_event_is_forwarded_and_matches_both_detections(string name)
    {
        var stack = await Stacks.SampleAsync();
        var @event = EventOf(name);

        Assert.True(Pattern(stack.Find("cloudwatch/eventRule bedrock-defense-forwarder-eu-central-1-1")).Match(@event).IsMatch);
        Assert.All(
            Messages,
            message => Assert.True(Pattern(RuleOf(stack, message.Detection, message.Form, @event)).Match(@event).IsMatch, $"{message}")
        );
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Its_alerts_are(string name)
    {
        var stack = await Stacks.SampleAsync();
        var text = new StringBuilder();
        foreach (var (detection, form) in Messages)
        {
            text.Append(detection).Append(", ").Append(form).Append('\n').Append(Message(stack, detection, form, name)).Append("\n\n");
        }

        GoldenFile.Holds($"alerts-{name}.txt", text.ToString());
    }

    [Theory]
    [InlineData("denied-iam-user", "REFUSED (AccessDenied), ", "arn:aws:iam::111122223333:user/mallory", "203.0.113.77")]
    [InlineData(
        "deleted-sso-console",
        "SUCCEEDED, ",
        "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_DevAdmin_0123456789abcdef/mallory",
        "198.51.100.23"
    )]
    public async Task The_text_says_what_who_where_whether_it_succeeded_and_what_to_do(
        string name,
        string outcome,
        string principal,
        string address
    )
    {
        var record = Record(name);

        var text = Message(await Stacks.SampleAsync(), "bedrock-logging-deletion-by-non-admin", "text", name);

        Assert.StartsWith($"\"{outcome}", text, StringComparison.Ordinal);
        Assert.All(
            [
                "HIGH: AWS Bedrock Logging Deletion by Non-Admin User: DeleteModelInvocationLoggingConfiguration in "
                    + "account 111122223333, us-west-2, by ",
                principal,
            ],
            (string part) => Assert.Contains(part, text.Split('\n')[0], StringComparison.Ordinal)
        );
        Assert.All(
            [
                "Also: Detect AWS Bedrock Logging Deletion",
                address,
                record["eventTime"]!.GetValue<string>(),
                record["eventID"]!.GetValue<string>(),
                "Next 1: ",
                "Next 2: ",
                "Next 3: ",
                "Runbook: bedrock-defense runbook bedrock-logging-deletion-by-non-admin",
            ],
            (string part) => Assert.Contains(part, text, StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task The_finding_carries_the_whole_event(string name)
    {
        var finding = JsonNode.Parse(Message(await Stacks.SampleAsync(), "bedrock-logging-deletion", "finding", name))!;

        Assert.Equal("high", finding["severity"]!.GetValue<string>());
        Assert.Equal("us-west-2", finding["cloud"]!["region"]!.GetValue<string>());
        Assert.Equal(
            Record(name)["userIdentity"]!["arn"]!.GetValue<string>(),
            finding["evidences"]![0]!["actor"]!["user"]!["uid"]!.GetValue<string>()
        );
        Assert.True(JsonNode.DeepEquals(Record(name), finding["event"]), finding["event"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_messages_of_every_detection_are(string id)
    {
        var stack = await Stacks.WithAsync(
            ("alerts", """[{"protocol":"chat"}]"""),
            ("runbookBaseUrl", "https://wiki.example.com/runbooks")
        );
        var record = JsonNode.Parse(Repository.Case($"detections/{id}/cases.json"))!["cases"]!
            .AsArray()
            .First(one => one!["matches"]!.GetValue<bool>())!["record"]!.AsObject();
        var @event = ApiCall.Envelope(record.DeepClone().AsObject(), "00000000-0000-4000-8000-00000000c001");

        GoldenFile.Holds($"alerts/{id}.txt", string.Join("\n\n", Forms.Select(form => $"{form}\n{Message(stack, id, form, @event)}")));
    }

    private static string Message(StackDeclaration stack, string detection, string form, string name) =>
        Message(stack, detection, form, EventOf(name));

    private static string Message(StackDeclaration stack, string detection, string form, JsonElement @event)
    {
        var rule = RuleOf(stack, detection, form, @event);
        var declared = TargetOf(stack, rule, form).Inputs["inputTransformer"]!;
        var transformer = new InputTransformer(
            declared["inputPaths"].Deserialize<Dictionary<string, string>>()!,
            declared["inputTemplate"]!.GetValue<string>()
        );
        return transformer.Transform(
            @event,
            new TransformContext(rule.Arn!, rule.Text("name")!, @event.GetProperty("time").GetDateTimeOffset())
        );
    }

    // Finds the rule of a detection that sends an event with this outcome in this form.
    private static DeclaredResource RuleOf(StackDeclaration stack, string detection, string form, JsonElement @event)
    {
        List<DeclaredResource> rules =
        [
            .. stack
                .All("cloudwatch/eventRule")
                .Where(rule =>
                    Alerts.AlertRule.DetectionOf(rule.Name) == detection
                    && stack.All("cloudwatch/eventTarget").Any(target => IsOf(target, rule, form))
                ),
        ];
        var wasRefused = @event.GetProperty("detail").TryGetProperty("errorCode", out _);
        return rules is [var only]
            ? only
            : rules.Single(rule =>
                rule.Name.EndsWith(wasRefused ? Alerts.AlertRule.RefusedSuffix : Alerts.AlertRule.SucceededSuffix, StringComparison.Ordinal)
            );
    }

    private static DeclaredResource TargetOf(StackDeclaration stack, DeclaredResource rule, string form) =>
        stack.All("cloudwatch/eventTarget").Single(target => IsOf(target, rule, form));

    private static bool IsOf(DeclaredResource target, DeclaredResource rule, string form) =>
        target.Text("rule") == rule.Text("name") && target.Text("targetId") == form;

    private static EventPattern Pattern(DeclaredResource rule) => EventPattern.Parse(rule.Text("eventPattern")!);

    private static JsonElement EventOf(string name) => ApiCall.Envelope(Record(name), Record(name)["eventID"]!.GetValue<string>());

    private static JsonObject Record(string name) => JsonNode.Parse(Repository.Case($"events/{name}.json"))!.AsObject();
}
