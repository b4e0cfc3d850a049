using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge;
using BedrockDefense.Sigma;
using BedrockDefense.Tests.Sigma;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace BedrockDefense.Tests.Alerts;

/// <summary>
/// Whatever an event holds, a message has the lines and fields of its template. Fields whose characters AWS restricts hold
/// the worst that AWS allows in them; all others hold anything.
/// </summary>
public sealed class AlertMessageTests
{
    private static readonly Uri Runbooks = new("https://wiki.example.com/runbooks");

    private static readonly IReadOnlyList<PeopleAlert> Alerts =
    [
        .. Detection.All.Select(detection => new PeopleAlert(detection, [], null)),
        new(Detection.All[0], [Detection.All[1], Detection.All[2]], null),
    ];

    private static readonly JsonElement Schema = JsonDocument.Parse(Repository.Policy("alerts/finding.schema.json")).RootElement;

    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.Elements(
            "\"", "\\", "\\\"", "\r\n", "\n\"CRITICAL: forged\"", "\u2028", "\u0085", "<account>", "<aws.events.event.json>", "%title%",
            "\u202Egnirts\u202C", "\u2066\u2069", "\u001b[31mred\u001b[0m", "\0", "\",\"severity\":\"low", "\"}}", "é", "\U0001F600", ""),
        Gen.Elements("\"", "\n", "x", "\u202E").Select(one => string.Concat(Enumerable.Repeat(one, 8_192))),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get));

    // A user's path may hold any printable ASCII character (IAM User Guide, "IAM identifiers").
    private static readonly Gen<string> Principal = Gen.Elements(
        "arn:aws:iam::111122223333:user/\"],[]/by/<account>/mallory", "arn:aws:iam::111122223333:user/\\\"/mallory",
        "arn:aws:iam::111122223333:user/,\"severity\":\"low\"/mallory", "arn:aws:sts::111122223333:assumed-role/Admin/refusal[AccessDenied],by=arn", "");

    private static readonly Gen<JsonElement> Event = Gen.ArrayOf(Hostile, 8).SelectMany(texts => Gen.Choose(0, 255).SelectMany(present => Principal.Select(principal => Of(texts, present, principal))));

    [Fact]
    public void A_rule_without_a_next_step_is_named_and_what_is_missing_too()
    {
        var rule = SigmaRule.Parse(
            "title: Lost\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n    eventName: StopLogging\n  condition: selection\nlevel: high\n", "lost.yml");

        var refused = Assert.Throws<InvalidInputException>(() => AlertMessage.Text(new PeopleAlert(new Detection("lost", rule), [], null), Runbooks));

        Assert.StartsWith("the next_step of detection lost is missing; write one line", Assert.Single(refused.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_has_exactly_the_lines_of_its_template() => ForAll((alert, @event) =>
    {
        var message = AlertMessage.Text(alert, Runbooks);
        var lines = Transform(message, @event).Split('\n');
        var template = message.InputTemplate.Split('\n');

        Assert.Equal(template.Length, lines.Length);
        Assert.All(lines.Zip(template), line =>
        {
            Assert.StartsWith(line.Second.Split('<')[0], line.First, StringComparison.Ordinal);
            Assert.EndsWith("\"", line.First, StringComparison.Ordinal);
            Assert.DoesNotContain(line.First, character => char.IsControl(character) || character is '\u202E' or '\u2066' or '\u2028');
        });
    });

    [Fact]
    public void Every_finding_is_of_its_schema_and_carries_the_event_unchanged() => ForAll((alert, @event) =>
    {
        var finding = JsonDocument.Parse(Transform(AlertMessage.Finding(alert.Detection), @event)).RootElement;
        var detail = @event.GetProperty("detail");

        Assert.Empty(JsonSchemaCheck.Faults(Schema, finding));
        Assert.True(JsonElement.DeepEquals(detail, finding.GetProperty("event")));
        Assert.Equal(alert.Detection.Id, finding.GetProperty("detection").GetString());
        Assert.Equal(
            detail.TryGetProperty("errorMessage", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString() : "",
            finding.GetProperty("api").GetProperty("response").GetProperty("error_message").GetString());
    });

    [Fact]
    public void Every_chat_notification_has_exactly_the_fields_of_its_template() => ForAll((alert, @event) =>
    {
        var message = AlertMessage.Chat(alert, Runbooks);
        var notification = JsonNode.Parse(Transform(message, @event))!;
        var title = $"{alert.Level.ToString().ToUpperInvariant()}: {string.Join("; ", alert.Within.Prepend(alert.Detection).Select(detection => detection.Rule.Title))}";

        Assert.Equal(["version", "source", "id", "content", "metadata"], notification.AsObject().Select(member => member.Key));
        Assert.Equal(["textType", "title", "description", "nextSteps", "keywords"], notification["content"]!.AsObject().Select(member => member.Key));
        Assert.Equal(("1.0", "custom", title), (notification["version"]!.GetValue<string>(), notification["source"]!.GetValue<string>(), notification["content"]!["title"]!.GetValue<string>()));
        Assert.Equal(3, notification["content"]!["nextSteps"]!.AsArray().Count);
        Assert.Equal(@event.GetProperty("detail").GetProperty("userIdentity").GetProperty("arn").GetString(), notification["content"]!["keywords"]![0]!.GetValue<string>());
    });

    [Fact]
    public void The_finding_of_a_failed_restoration_is_of_the_schema_too()
    {
        var @event = JsonSerializer.SerializeToElement(new JsonObject { ["account"] = "111122223333", ["region"] = "eu-central-1", ["time"] = "2026-11-20T10:15:00Z", ["id"] = "1", ["detail"] = new JsonObject { ["status"] = "FAILED", ["name"] = "x" } });

        Assert.Empty(JsonSchemaCheck.Faults(Schema, JsonDocument.Parse(Transform(Notice.Find("restore-failed").Finding(), @event)).RootElement));
        Assert.Equal("custom", JsonDocument.Parse(Transform(Notice.Find("restore-failed").Chat(Runbooks), @event)).RootElement.GetProperty("source").GetString());
        Assert.Contains("\"Runbook: https://wiki.example.com/runbooks/bedrock-logging-deletion.md\"", Transform(Notice.Find("restore-failed").Text(Runbooks), @event), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_fields_that_hold_no_line_break_are_in_texts_and_none_with_quotation_marks_in_strings_of_JSON()
    {
        string[] restricted = ["account", "errorCode", "eventName", "region"];
        Assert.All(Alerts, alert =>
        {
            Assert.Empty(Unescaped(AlertMessage.Finding(alert.Detection)));
            Assert.Equal(restricted, Unescaped(AlertMessage.Chat(alert, Runbooks)).Order(StringComparer.Ordinal));
            Assert.Equal(
                [.. restricted.Concat(["eventId", "eventSource", "identityType", "principal", "sourceAddress", "time"]).Order(StringComparer.Ordinal)],
                Unescaped(AlertMessage.Text(alert, Runbooks)).Order(StringComparer.Ordinal));
        });

        static IReadOnlyList<string> Unescaped(AlertMessage message) => new InputTransformer(message.InputPaths, message.InputTemplate).UnescapedVariables;
    }

    private static void ForAll(Action<PeopleAlert, JsonElement> holds) => Prop.ForAll(
        Gen.Elements<PeopleAlert>(Alerts).SelectMany(alert => Event.Select(@event => (alert, @event))).ToArbitrary(),
        one => holds(one.alert, one.@event)).Check(
            Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261125, 7919), FSharpOption<int>.None))));

    private static string Transform(AlertMessage message, JsonElement @event) =>
        new InputTransformer(message.InputPaths, message.InputTemplate).Transform(@event, new TransformContext("arn:aws:events:eu-central-1:999999999999:rule/r", "r", DateTimeOffset.UnixEpoch));

    // Each bit says whether a field is there.
    private static JsonElement Of(string[] texts, int present, string principal)
    {
        var detail = new JsonObject
        {
            ["eventTime"] = "2026-11-20T10:15:00Z",
            ["eventSource"] = "bedrock.amazonaws.com",
            ["eventName"] = "DeleteModelInvocationLoggingConfiguration",
            ["awsRegion"] = "eu-central-1",
            ["eventID"] = "00000000-0000-4000-8000-000000000001",
            ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["arn"] = principal, ["userName"] = texts[0] },
            ["requestParameters"] = (present & 1) != 0 ? new JsonObject { ["omitted"] = true, ["originalSize"] = 200_000, ["reason"] = "requestParameters too large" } : null,
        };
        foreach (var (bit, name) in new[] { (2, "errorMessage"), (4, "userAgent"), (8, "sharedEventID"), (16, "errorCode") })
        {
            if ((present & bit) != 0)
                detail[name] = name == "errorCode" ? "AccessDenied" : texts[bit / 4];
        }

        if ((present & 32) != 0)
            detail[texts[5]] = texts[6];
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["source"] = "aws.bedrock",
            ["detail-type"] = "AWS API Call via CloudTrail",
            ["account"] = "111122223333",
            ["time"] = "2026-11-20T10:15:00Z",
            ["region"] = "eu-central-1",
            ["detail"] = detail,
        });
    }
}
