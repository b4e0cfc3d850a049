using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;
using BedrockDefense.Testing.StateMachines;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Whoever asks for OCSF gets findings of OCSF 1.6.0, with the time in milliseconds, whatever the event says.</summary>
[Collection("console")]
public sealed class OcsfAlertTests
{
    private const string Queue = "arn:aws:sqs:eu-central-1:999999999999:lake";

    private static readonly JsonElement Schema = JsonDocument.Parse(Repository.Case("alerts/ocsf-finding.schema.json")).RootElement;

    private static readonly Dictionary<string, Action<JsonNode>> Events = new()
    {
        ["A call by a user"] = _ => { },
        ["A call by a service, with the service's name for an address"] = detail =>
        {
            detail["sourceIPAddress"] = "cloudformation.amazonaws.com";
            detail["userIdentity"]!["invokedBy"] = "cloudformation.amazonaws.com";
        },
        ["An address of IPv6"] = detail => detail["sourceIPAddress"] = "2001:db8::1",
        ["A refused call, with line ends and quotation marks in the message"] = detail =>
        {
            detail["errorCode"] = "AccessDenied";
            detail["errorMessage"] = "no\r\n\"},{\"class_uid\":1";
        },
        ["A caller of whom nothing is known"] = detail => detail["userIdentity"] = new JsonObject { ["type"] = "" },
        ["A principal that looks like an expression"] = detail => detail["userIdentity"]!["arn"] = "{% $states.context %}",
        ["Characters outside the basic plane"] = detail => detail["userIdentity"]!["arn"] = "\U0001F600/\u202Egpj",
    };

    public static TheoryData<string> EventNames => [.. Events.Keys];

    [Theory]
    [MemberData(nameof(EventNames))]
    public async Task A_finding_is_valid_and_has_its_time_in_milliseconds(string name)
    {
        var stack = await StackAsync();
        var @event = DeliveredMessages.Deletion(Events[name]);
        var messages = Messages(stack, @event);

        var published = messages.ConvertAll(message => Publish(stack, message));

        Assert.NotEmpty(published);
        foreach (var finding in published.Select(one => JsonNode.Parse(one["Message"]!.GetValue<string>())!))
        {
            Assert.Empty(JsonSchemaCheck.Faults(Schema, JsonSerializer.SerializeToElement(finding)));
            Assert.Equal(1796040000000, finding["time"]!.GetValue<long>());
            Assert.True(JsonNode.DeepEquals(@event["detail"], finding["evidences"]![0]!["data"]));
        }

        var deletion = Assert.Single(published, one => Attribute(one, "detection") == "bedrock-logging-deletion");
        Assert.Equal(("high", "111122223333"), (Attribute(deletion, "severity"), Attribute(deletion, "account")));
        Assert.Equal(
            """[{"version":"19","technique":{"uid":"T1685"},"sub_technique":{"uid":"T1685.002","name":"Disable or Modify Cloud Log"}}]""",
            JsonNode.Parse(deletion["Message"]!.GetValue<string>())!["finding_info"]!["attacks"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    public async Task An_event_without_a_time_has_the_time_of_its_delivery(string? time)
    {
        var stack = await StackAsync();
        var message = Messages(stack, DeliveredMessages.Deletion(detail => detail["eventTime"] = time))[0];
        var before = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeMilliseconds();

        var finding = JsonNode.Parse(Publish(stack, message)["Message"]!.GetValue<string>())!;

        Assert.Empty(JsonSchemaCheck.Faults(Schema, JsonSerializer.SerializeToElement(finding)));
        Assert.InRange(finding["time"]!.GetValue<long>(), before, before + 3_600_000);
    }

    [Fact]
    public async Task Notices_are_findings_too()
    {
        var stack = await StackAsync();
        var messages = Messages(stack, JsonNode.Parse(NoticeEvents.Restorer("us-east-1", "FAILED").GetRawText())!);

        var finding = JsonDocument.Parse(Publish(stack, Assert.Single(messages))["Message"]!.GetValue<string>()).RootElement;

        Assert.Empty(JsonSchemaCheck.Faults(Schema, finding));
    }

    [Fact]
    public async Task An_event_too_long_for_SNS_is_left_out_and_that_is_said()
    {
        var stack = await StackAsync();
        var message = Messages(
            stack,
            DeliveredMessages.Deletion(detail => detail["requestParameters"] = new JsonObject { ["x"] = new string('x', 100_000) })
        )[0];

        var finding = JsonNode.Parse(Publish(stack, message)["Message"]!.GetValue<string>())!;

        Assert.Null(finding["evidences"]![0]!["data"]);
        Assert.Contains("too long for SNS", finding["unmapped"]!["left_out"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(JsonSchemaCheck.Faults(Schema, JsonSerializer.SerializeToElement(finding)));
    }

    [Theory]
    [InlineData("\"severities\":[\"low\"]", false)]
    [InlineData("\"detections\":[\"alert-path-tampering\"]", false)]
    [InlineData("\"accounts\":[\"444455556666\"]", false)]
    [InlineData("\"detections\":[\"bedrock-logging-deletion\"],\"accounts\":[\"111122223333\"]", true)]
    public async Task A_subscription_filters_by_the_attributes_that_the_state_machine_sets(string asked, bool isTold)
    {
        var stack = await StackAsync($",{asked}");

        var told = Messages(stack, DeliveredMessages.Deletion(_ => { }))
            .Exists(message => message.Contains("/bedrock-logging-deletion\"", StringComparison.Ordinal));

        Assert.Equal(isTold, told);
        var subscription = stack.OfType("aws:sns/topicSubscription:TopicSubscription").Single(one => one.Text("endpoint") == Queue);
        Assert.Equal("MessageAttributes", subscription.Text("filterPolicyScope"));
        Assert.All(
            JsonNode.Parse(subscription.Text("filterPolicy")!)!.AsObject(),
            key => Assert.Contains(key.Key, (string[])["severity", "detection", "account"])
        );
    }

    [Fact]
    public async Task The_role_publishes_on_its_topic_only()
    {
        var stack = await StackAsync();
        var topic = stack.Find("sns/topic bedrock-defense-ocsf").Arn!;
        var policies = new RolePolicies(
            "999999999999",
            stack.Find("iam/role bedrock-defense-alert-ocsf").Text("assumeRolePolicy")!,
            stack.Find("iam/rolePolicy bedrock-defense-alert-ocsf").Text("policy")!
        );
        var viaSns = new Dictionary<string, string> { ["kms:ViaService"] = "sns.eu-central-1.amazonaws.com" };
        var key = stack.Find("kms/key bedrock-defense-alerts").Arn!;

        Assert.True(policies.Allows(new("sns:Publish", topic)));
        Assert.False(policies.Allows(new("sns:Publish", stack.Find("sns/topic bedrock-defense-critical").Arn!)));
        Assert.True(policies.Allows(new("kms:GenerateDataKey", key, viaSns)));
        Assert.False(policies.Allows(new("kms:GenerateDataKey", key)));
    }

    private static Task<StackDeclaration> StackAsync(string asked = "") =>
        Stacks.WithAsync(("alerts", $$"""[{"protocol":"sqs","form":"ocsf","endpoint":"{{Queue}}"{{asked}}}]"""));

    private static List<string> Messages(StackDeclaration stack, JsonNode @event) =>
        DeliveredMessages.Of(stack, @event, recipient => recipient.Endpoint == Queue);

    private static JsonObject Publish(StackDeclaration stack, string message)
    {
        var published = new List<JsonObject>();
        var execution = Execution.Run(
            Assert.Single(stack.Deliverers).Text("definition")!,
            JsonNode.Parse(message)!,
            (resource, arguments) =>
            {
                Assert.Equal("arn:aws:states:::sns:publish", resource);
                published.Add(arguments.DeepClone().AsObject());
                return new JsonObject { ["MessageId"] = "1" };
            }
        );
        Assert.Equal(("SUCCEEDED", null), (execution.Status, execution.Cause));
        return Assert.Single(published);
    }

    private static string Attribute(JsonObject published, string name) =>
        published["MessageAttributes"]![name]!["StringValue"]!.GetValue<string>();
}
