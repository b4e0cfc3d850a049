using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge;
using BedrockDefense.Sigma;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace BedrockDefense.Tests.Alerts;

/// <summary>
/// For any event, a message has the lines and fields of its template. Fields whose characters AWS restricts have the worst characters that
/// AWS allows there; all others have anything.
/// </summary>
public sealed class AlertMessageTests
{
    private static readonly AlertForm Chat = AlertForm.Find("chat");

    private static readonly Uri Runbooks = new("https://wiki.example.com/runbooks");

    private static readonly IReadOnlyList<PeopleAlert> Alerts =
    [
        .. Detection.All.Select(detection => new PeopleAlert(detection, [], [])),
        new(Detection.All[0], [Detection.All[1], Detection.All[2]], []),
    ];

    private static readonly JsonElement Schema = JsonDocument.Parse(Repository.Policy("alerts/finding/finding.schema.json")).RootElement;

    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.Elements(
            "\"",
            "\\",
            "\\\"",
            "\r\n",
            "\n\"CRITICAL: forged\"",
            "\u2028",
            "\u0085",
            "<account>",
            "<aws.events.event.json>",
            "%title%",
            "\u202Egnirts\u202C",
            "\u2066\u2069",
            "\u001b[31mred\u001b[0m",
            "\0",
            "\",\"severity\":\"low",
            "\"}}",
            "é",
            "\U0001F600",
            ""
        ),
        Gen.Elements("\"", "\n", "x", "\u202E").Select(one => string.Concat(Enumerable.Repeat(one, 8_192))),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)
    );

    // A user's path may have any printable ASCII character (IAM User Guide, "IAM identifiers").
    private static readonly Gen<string> Principal = Gen.Elements(
        "arn:aws:iam::111122223333:user/\"],[]/by/<account>/mallory",
        "arn:aws:iam::111122223333:user/\\\"/mallory",
        "arn:aws:iam::111122223333:user/,\"severity\":\"low\"/mallory",
        "arn:aws:sts::111122223333:assumed-role/Admin/refusal[AccessDenied],by=arn",
        ""
    );

    private static readonly Gen<JsonElement> Event = Gen.ArrayOf(Hostile, 8)
        .SelectMany(texts => Gen.Choose(0, 255).SelectMany(present => Principal.Select(principal => Of(texts, present, principal))));

    [Fact]
    public void A_rule_without_a_next_step_is_named_and_what_is_missing_too()
    {
        var rule = SigmaRule.Parse(
            "title: Lost\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n    eventName: "
                + "StopLogging\n  condition: selection\nlevel: high\n",
            "lost.yml"
        );

        var refused = Assert.Throws<InvalidInputException>(() =>
            AlertMessage.Of(AlertForm.Text, new PeopleAlert(new Detection("lost", rule), [], []), CallOutcome.Either, Runbooks)
        );

        Assert.StartsWith(
            "the next_step of detection lost is missing; write one line",
            Assert.Single(refused.Faults).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_text_has_exactly_the_lines_of_its_template() =>
        ForAll(
            (alert, outcome, @event) =>
            {
                var message = AlertMessage.Of(AlertForm.Text, alert, outcome, Runbooks);
                var lines = Transform(message, @event).Split('\n');
                var template = message.InputTemplate.Split('\n');

                Assert.Equal(template.Length, lines.Length);
                Assert.All(
                    lines.Zip(template),
                    line =>
                    {
                        Assert.StartsWith(line.Second.Split('<')[0], line.First, StringComparison.Ordinal);
                        Assert.EndsWith("\"", line.First, StringComparison.Ordinal);
                        Assert.DoesNotContain(
                            line.First,
                            character => char.IsControl(character) || character is '\u202E' or '\u2066' or '\u2028'
                        );
                    }
                );
            }
        );

    [Fact]
    public void Every_finding_is_of_its_schema_and_carries_the_event_unchanged() =>
        ForAll(
            (alert, _, @event) =>
            {
                var finding = JsonDocument.Parse(Transform(AlertMessage.Of(AlertForm.Finding, alert, null, null), @event)).RootElement;
                var detail = @event.GetProperty("detail");

                Assert.Empty(JsonSchemaCheck.Faults(Schema, finding));
                Assert.True(JsonElement.DeepEquals(detail, finding.GetProperty("event")));
                Assert.Equal(alert.Detection.Id, finding.GetProperty("detection").GetString());
                Assert.Equal(
                    detail.TryGetProperty("errorMessage", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString() : "",
                    finding.GetProperty("api").GetProperty("response").GetProperty("error_message").GetString()
                );
            }
        );

    [Fact]
    public void Every_chat_notification_has_exactly_the_fields_of_its_template() =>
        ForAll(
            (alert, outcome, @event) =>
            {
                var message = AlertMessage.Of(Chat, alert, outcome, Runbooks);
                var notification = JsonNode.Parse(Transform(message, @event))!;
                var title =
                    $"{Word(outcome)}, {alert.Level.ToString().ToUpperInvariant()}: "
                    + $"{string.Join("; ", alert.WiderDetections.Prepend(alert.Detection).Select(detection => detection.Rule.Title))}";

                Assert.Equal(["version", "source", "id", "content", "metadata"], notification.AsObject().Select(member => member.Key));
                Assert.Equal(
                    ["textType", "title", "description", "nextSteps", "keywords"],
                    notification["content"]!.AsObject().Select(member => member.Key)
                );
                Assert.Equal(
                    ("1.0", "custom", title),
                    (
                        notification["version"]!.GetValue<string>(),
                        notification["source"]!.GetValue<string>(),
                        notification["content"]!["title"]!.GetValue<string>()
                    )
                );
                Assert.Equal(3, notification["content"]!["nextSteps"]!.AsArray().Count);
                Assert.Equal(
                    @event.GetProperty("detail").GetProperty("userIdentity").GetProperty("arn").GetString(),
                    notification["content"]!["keywords"]![0]!.GetValue<string>()
                );
            }
        );

    [Fact]
    public void The_finding_of_a_failed_restoration_is_of_the_schema_too()
    {
        var @event = JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["account"] = "111122223333",
                ["region"] = "eu-central-1",
                ["time"] = "2026-11-20T10:15:00Z",
                ["id"] = "1",
                ["detail"] = new JsonObject { ["status"] = "FAILED", ["name"] = "x" },
            }
        );

        Assert.Empty(
            JsonSchemaCheck.Faults(
                Schema,
                JsonDocument.Parse(Transform(Notice.Find("restore-failed").Message(AlertForm.Finding, Runbooks), @event)).RootElement
            )
        );
        Assert.Equal(
            "custom",
            JsonDocument
                .Parse(Transform(Notice.Find("restore-failed").Message(Chat, Runbooks), @event))
                .RootElement.GetProperty("source")
                .GetString()
        );
        Assert.Contains(
            "\"Runbook: https://wiki.example.com/runbooks/bedrock-logging-deletion.md\"",
            Transform(Notice.Find("restore-failed").Message(AlertForm.Text, Runbooks), @event),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Only_fields_that_hold_no_line_break_are_in_texts_and_none_with_quotation_marks_in_strings_of_JSON()
    {
        string[] restricted = ["account", "errorCode", "eventId", "eventName", "identityType", "invokedBy", "onBehalfOf", "region"];
        Assert.All(
            Alerts.SelectMany(alert => Enum.GetValues<CallOutcome>().Select(outcome => (alert, outcome))),
            one =>
            {
                var (alert, outcome) = one;
                var has = restricted.Where(name => name != "errorCode" || outcome != CallOutcome.Succeeded);
                // AWS makes the event id from hexadecimal digits.
                Assert.Equal(["eventId"], Unescaped(AlertMessage.Of(AlertForm.Finding, alert, null, null)));
                Assert.Equal(has, Unescaped(AlertMessage.Of(Chat, alert, outcome, Runbooks)).Order(StringComparer.Ordinal));
                Assert.Equal(
                    [
                        .. has.Concat(["callerAccount", "eventSource", "principal", "principalId", "sourceAddress", "time"])
                            .Order(StringComparer.Ordinal),
                    ],
                    Unescaped(AlertMessage.Of(AlertForm.Text, alert, outcome, Runbooks)).Order(StringComparer.Ordinal)
                );
            }
        );

        static IReadOnlyList<string> Unescaped(AlertMessage message) =>
            new InputTransformer(message.InputPaths, message.InputTemplate).UnescapedVariables;
    }

    [Theory]
    [InlineData("AWSService", "invokedBy", "member.org.stacksets.cloudformation.amazonaws.com")]
    [InlineData("AWSAccount", "principalId", "AIDAEXAMPLE1EXAMPLE11")]
    [InlineData("IdentityCenterUser", "onBehalfOf", "544894e8-80c1-707f-60e3-3ba6510dfac1")]
    [InlineData("AssumedRole", "arn", "arn:aws:sts::111122223333:assumed-role/Admin/mallory")]
    public void A_caller_is_named_in_the_first_line_by_whatever_the_event_has(string type, string field, string name)
    {
        var identity = new JsonObject { ["type"] = type, [field] = field == "onBehalfOf" ? new JsonObject { ["userId"] = name } : name };
        var @event = JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["account"] = "111122223333",
                ["region"] = "eu-central-1",
                ["detail"] = new JsonObject { ["eventID"] = "1", ["userIdentity"] = identity },
            }
        );

        Assert.All(
            Enum.GetValues<CallOutcome>(),
            outcome =>
            {
                var line = Transform(AlertMessage.Of(AlertForm.Text, Alerts[0], outcome, Runbooks), @event).Split('\n')[0];
                Assert.StartsWith($"\"{Word(outcome)}", line, StringComparison.Ordinal);
                Assert.Contains($" by {type} ", line, StringComparison.Ordinal);
                Assert.Contains(name, line, StringComparison.Ordinal);
                Assert.Contains(name, Transform(AlertMessage.Of(Chat, Alerts[0], outcome, Runbooks), @event), StringComparison.Ordinal);
            }
        );
        Assert.Contains(
            name,
            Evidence(Transform(AlertMessage.Of(AlertForm.Finding, Alerts[0], null, null), @event)),
            StringComparison.Ordinal
        );

        static string Evidence(string finding) => JsonNode.Parse(finding)!["evidences"]!.ToJsonString();
    }

    [Fact]
    public void Findings_of_one_event_have_ids_of_their_own_and_its_id_in_common()
    {
        var @event = Event.Sample(1, new Rnd(20261125, 7919), 10)[0];

        var findings = Detection
            .All.Select(detection =>
                JsonNode.Parse(Transform(AlertMessage.Of(AlertForm.Finding, new PeopleAlert(detection, [], []), null, null), @event))![
                    "finding_info"
                ]!
            )
            .ToList();

        Assert.Equal(
            Detection.All.Select(detection => $"00000000-0000-4000-8000-000000000001/{detection.Id}"),
            findings.Select(finding => finding["uid"]!.GetValue<string>())
        );
        Assert.All(
            findings,
            finding => Assert.Equal("00000000-0000-4000-8000-000000000001", finding["related_events"]![0]!["uid"]!.GetValue<string>())
        );
    }

    private static string Word(CallOutcome outcome) => outcome == CallOutcome.Either ? "ATTEMPTED" : outcome.ToString().ToUpperInvariant();

    private static void ForAll(Action<PeopleAlert, CallOutcome, JsonElement> holds) =>
        Prop.ForAll(
                Gen.Elements<PeopleAlert>(Alerts)
                    .SelectMany(alert =>
                        Gen.Elements(Enum.GetValues<CallOutcome>()).SelectMany(outcome => Event.Select(@event => (alert, outcome, @event)))
                    )
                    .ToArbitrary(),
                one => holds(one.alert, one.outcome, one.@event)
            )
            .Check(
                Config
                    .QuickThrowOnFailure.WithMaxTest(500)
                    .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261125, 7919), FSharpOption<int>.None)))
            );

    private static string Transform(AlertMessage message, JsonElement @event) =>
        new InputTransformer(message.InputPaths, message.InputTemplate).Transform(
            @event,
            new TransformContext("arn:aws:events:eu-central-1:999999999999:rule/r", "r", DateTimeOffset.UnixEpoch)
        );

    // Each bit says whether a field is present.
    private static JsonElement Of(string[] texts, int present, string principal)
    {
        var detail = new JsonObject
        {
            ["eventTime"] = "2026-11-20T10:15:00Z",
            ["eventSource"] = "bedrock.amazonaws.com",
            ["eventName"] = "DeleteModelInvocationLoggingConfiguration",
            ["awsRegion"] = "eu-central-1",
            ["eventID"] = "00000000-0000-4000-8000-000000000001",
            ["userIdentity"] = new JsonObject
            {
                ["type"] = "IAMUser",
                ["arn"] = principal,
                ["userName"] = texts[0],
            },
            ["requestParameters"] =
                (present & 1) != 0
                    ? new JsonObject
                    {
                        ["omitted"] = true,
                        ["originalSize"] = 200_000,
                        ["reason"] = "requestParameters too large",
                    }
                    : null,
        };
        foreach (var (bit, name) in new[] { (2, "errorMessage"), (4, "userAgent"), (8, "sharedEventID"), (16, "errorCode") })
        {
            if ((present & bit) != 0)
            {
                detail[name] = name == "errorCode" ? "AccessDenied" : texts[bit / 4];
            }
        }

        if ((present & 32) != 0)
        {
            detail[texts[5]] = texts[6];
        }

        return JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["source"] = "aws.bedrock",
                ["detail-type"] = "AWS API Call via CloudTrail",
                ["account"] = "111122223333",
                ["time"] = "2026-11-20T10:15:00Z",
                ["region"] = "eu-central-1",
                ["detail"] = detail,
            }
        );
    }
}
