using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// Every subscriber gets every kind of message in the form of the subscriber's protocol: texts that are no JSON, findings that fit their
/// schema, what is imported into Security Hub, notifications in the form for Amazon Q Developer, or what a state machine posts. The forms
/// of the protocols are written here again, as an independent check.
/// </summary>
[Collection("console")]
public sealed class DeliveredFormTests
{
    private const int LongestTitle = 250;
    private const int LongestDescription = 8_000;

    private static readonly JsonElement FindingSchema = Schema(Repository.Policy("alerts/finding/finding.schema.json"));

    private static readonly JsonElement NotificationSchema = Schema(Repository.Case("alerts/custom-notification.schema.json"));

    private static readonly Dictionary<string, Action<string>> FormOf = new()
    {
        ["email"] = IsText,
        ["sms"] = IsText,
        ["application"] = IsText,
        ["chat"] = IsNotification,
        ["email-json"] = IsFinding,
        ["https"] = IsFinding,
        ["sqs"] = IsFinding,
        ["lambda"] = IsFinding,
        ["firehose"] = IsFinding,
        ["securityhub"] = IsImport,
        ["slack"] = message => Assert.NotEmpty(JsonNode.Parse(message)!["blocks"]!.AsArray()),
        ["teams"] = message => Assert.Single(JsonNode.Parse(message)!["attachments"]!.AsArray()),
        ["pagerduty"] = message => Assert.NotEmpty(JsonNode.Parse(message)!["payload"]!.AsObject()),
        ["webhook"] = IsFinding,
    };

    private const string Connection =
        "arn:aws:events:eu-central-1:999999999999:connection/bedrock-defense-x/0f1e2d3c-4b5a-4968-8776-655443322110";

    // A rule of EventBridge has five targets, so not everybody can be told in one configuration. What ASKED stands for is asked for.
    private static readonly Dictionary<string, string> Subscribers = new()
    {
        ["Topics, and Security Hub"] = """
            {"protocol":"email","endpoint":"soc@example.com"ASKED},
            {"protocol":"sms","endpoint":"+14255550100"ASKED},
            {"protocol":"application","endpoint":"arn:aws:sns:eu-central-1:999999999999:endpoint/GCM/app/0f1e2d3c"ASKED},
            {"protocol":"chat"ASKED},
            {"protocol":"email-json","endpoint":"soc@example.com"ASKED},
            {"protocol":"https","endpoint":"https://siem.example.com/hook"ASKED},
            {"protocol":"sqs","endpoint":"arn:aws:sqs:eu-central-1:999999999999:siem-findings"ASKED},
            {"protocol":"lambda","endpoint":"arn:aws:lambda:eu-central-1:999999999999:function:triage"ASKED},
            {"protocol":"firehose","endpoint":"arn:aws:firehose:eu-central-1:999999999999:deliverystream/findings",
            "roleArn":"arn:aws:iam::999999999999:role/sns-to-firehose"ASKED},
            {"protocol":"securityhub"ASKED}
            """,
        ["What people get over HTTPS"] = $$"""
            {"protocol":"slack","endpoint":"C0123456789","connection":"{{Connection}}"ASKED},
            {"protocol":"teams","endpoint":"https://prod-1.westeurope.logic.azure.com/workflows/0f","connection":"{{Connection}}"ASKED},
            {"protocol":"pagerduty","endpoint":"https://events.pagerduty.com/v2/enqueue","connection":"{{Connection}}"ASKED}
            """,
        ["What machines get over HTTPS"] = $$"""
            {"protocol":"webhook","endpoint":"https://siem.example.com/hook","connection":"{{Connection}}"ASKED}
            """,
    };

    // The selections of all subscribers: everything, or two detections and a notice, for which people need separate topics.
    public static TheoryData<string, string> AskedSelections =>
        [
            .. Subscribers.Keys.SelectMany(
                _ =>
                    (string[])
                        [
                            "",
                            """
                                ,"severities":["critical","high"],
                                "detections":["bedrock-logging-deletion","alert-path-tampering","restore-failed"]
                                """,
                        ],
                (subscribers, asked) => (subscribers, asked)
            ),
        ];

    [Theory]
    [MemberData(nameof(AskedSelections))]
    public async Task Everybody_gets_every_kind_of_message_in_the_form_of_their_protocol(string subscribers, string asked)
    {
        var stack = await Stacks.WithAsync(
            (
                "maintenance",
                """
                {"start":"2026-12-01T08:00Z","end":"2026-12-01T12:30Z","roles":["AROAEXAMPLEEXAMPLE11"],
                "detections":["alert-path-tampering"]}
                """
            ),
            ("runbookBaseUrl", "https://wiki.example.com/runbooks"),
            ("alerts", $"[{Subscribers[subscribers].Replace("ASKED", asked, StringComparison.Ordinal)}]")
        );
        string[] protocols =
        [
            .. FormOf.Keys.Where(protocol => Subscribers[subscribers].Contains($"\"{protocol}\"", StringComparison.Ordinal)),
        ];

        foreach (
            var (@event, isOfWindow) in ((JsonElement, bool)[])
                [(Deletion(), false), (NoticeEvents.Restorer("us-east-1", "FAILED"), false), (WindowBegins(stack), true)]
        )
        {
            var report = Assert.Single(Rehearser.Send(stack, @event));
            Assert.Empty(report.Failures);
            List<(string Protocol, string Message)> delivered =
            [
                .. from message in report.Messages from protocol in Protocols(message) select (protocol, message.Message),
            ];
            Assert.All(delivered, one => FormOf[one.Protocol](one.Message));
            // Machines that ask for detections filter by them, and a window's message is no detection.
            Assert.Equal(
                protocols
                    .Where(protocol => asked.Length == 0 || !isOfWindow || protocol == "webhook" || FormOf[protocol] != IsFinding)
                    .Order(),
                delivered.Select(one => one.Protocol).Distinct().Order()
            );
        }
    }

    private static IEnumerable<string> Protocols(DeliveredMessage message) =>
        message.TopicArn.EndsWith(":bedrock-defense-chat", StringComparison.Ordinal)
            ? ["chat"]
            : message.Recipients.Select(recipient => recipient.Protocol);

    private static void IsText(string message)
    {
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(message).Dispose());
        Assert.All(
            message.Split('\n'),
            line =>
            {
                Assert.Matches("^\"[^{}\"]+\"$", line);
            }
        );
        Assert.Contains(message.Split('\n'), line => line.StartsWith("\"Detections: ", StringComparison.Ordinal));
        Assert.Contains(message.Split('\n'), line => line.StartsWith("\"Next 1: ", StringComparison.Ordinal));
    }

    private static void IsFinding(string message) => Assert.Empty(JsonSchemaCheck.Faults(FindingSchema, Schema(message)));

    // What the state machine imports is tested by SecurityHubTests.
    private static void IsImport(string message)
    {
        var finding = JsonNode.Parse(message)!;

        Assert.All(
            (string[])["Id", "GeneratorId", "CreatedAt", "Severity", "Title", "Description", "Recommendation", "Account", "Region"],
            field => Assert.NotEqual("", finding[field]!.GetValue<string>())
        );
        Assert.IsType<JsonObject>(finding["ProductFields"]);
    }

    private static void IsNotification(string message)
    {
        var notification = Schema(message);

        Assert.Empty(JsonSchemaCheck.Faults(NotificationSchema, notification));
        Assert.True(notification.GetProperty("content").GetProperty("title").GetString()!.Length <= LongestTitle);
        Assert.True(notification.GetProperty("content").GetProperty("description").GetString()!.Length <= LongestDescription);
    }

    private static JsonElement Deletion() =>
        new MaintenanceCase("2026-11-30T12:00:00Z", null, "DeleteModelInvocationLoggingConfiguration", []).Event();

    private static JsonElement WindowBegins(StackDeclaration stack)
    {
        var target = stack.Find("scheduler/schedule maintenance-begins").Inputs["target"]!;
        return JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["id"] = "00000000-0000-4000-8000-000000000001",
                ["source"] = target["eventbridgeParameters"]!["source"]!.GetValue<string>(),
                ["detail-type"] = target["eventbridgeParameters"]!["detailType"]!.GetValue<string>(),
                ["account"] = stack.Organization.ManagementAccountId,
                ["region"] = Stacks.Home,
                ["time"] = "2026-12-01T08:00:00Z",
                ["detail"] = JsonNode.Parse(target["input"]!.GetValue<string>()),
            }
        );
    }

    private static JsonElement Schema(string json) => JsonDocument.Parse(json).RootElement;
}
