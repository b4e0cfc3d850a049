using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Tests.Sigma;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace BedrockDefense.Tests.Alerts;

/// <summary>A maintenance window leaves out exactly the planned changes.</summary>
public sealed class MaintenanceWindowTests
{
    private const string Planner = "AROAEXAMPLEEXAMPLE11";
    private static readonly DateTimeOffset Day = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_call_is_left_out_when_its_role_and_its_time_are_the_window_s_and_never_otherwise()
    {
        var inside = 0;
        var windows =
            from start in Gen.Choose(0, 2 * 1_440)
            from length in Gen.Choose(1, 1_440)
            select (Start: Day.AddMinutes(start), End: Day.AddMinutes(start + length));
        // The calls are around the edges of the window, where a window that begins or ends wrongly would show.
        var calls =
            from offset in Gen.OneOf(Gen.Choose(-120, 120), Gen.Choose(-90_000, 180_000))
            from fromEnd in Gen.Elements(false, true)
            from role in Gen.Elements(Planner, "AROAEXAMPLEEXAMPLE12", null)
            select (Offset: offset, FromEnd: fromEnd, Role: role);
        Prop.ForAll(
                windows.SelectMany(window => calls.ListOf(20).Select(list => (window, list))).ToArbitrary(),
                one =>
                {
                    var window = new MaintenanceWindow(one.window.Start, one.window.End, [Planner], []);
                    var pattern = EventPattern.Parse(
                        window.LeaveOutPlanned(new CompiledPattern("""{"source":["aws.bedrock"]}""", false, false)).Json
                    );
                    return one.list.All(call =>
                    {
                        var time = (call.FromEnd ? window.End : window.Start).AddSeconds(call.Offset);
                        var planned = call.Role == Planner && time >= window.Start && time < window.End;
                        inside += planned ? 1 : 0;
                        return pattern.Match(Call(time, call.Role)).IsMatch == !planned;
                    });
                }
            )
            .Check(
                Config
                    .QuickThrowOnFailure.WithMaxTest(500)
                    .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261125, 7919), FSharpOption<int>.None)))
            );
        Assert.InRange(inside, 500, int.MaxValue);
    }

    [Fact]
    public void A_day_takes_one_beginning_and_the_longest_window_fits_a_short_pattern()
    {
        Assert.EndsWith("""{"anything-but":{"prefix":["2026-11-30T"]}}]}}]}""", Window(Day, Day.AddDays(1)).Json, StringComparison.Ordinal);
        Assert.InRange(Window(Day.AddMinutes(1), Day.AddMinutes(1_440)).Length, 1, 1_400);
    }

    [Fact]
    public void What_would_not_fit_is_refused_with_what_to_do() =>
        Assert.StartsWith(
            "a pattern with the maintenance window 2026-11-30T00:01Z to 2026-11-30T23:59Z has ",
            Assert
                .Throws<InvalidInputException>(() =>
                    Window(Day.AddMinutes(1), Day.AddMinutes(1_439), $$"""{"source":["{{new string('x', 1_500)}}"]}""")
                )
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("""{"detail":{"eventTime":[{"prefix":"2026"}]}}""")]
    [InlineData("""{"detail":{"userIdentity":{"principalId":["AIDA"]}}}""")]
    public void A_pattern_that_tests_what_the_window_tests_is_refused(string pattern) =>
        Assert.Contains(
            ", so no maintenance window can leave a part of it out",
            Assert.Throws<InvalidInputException>(() => Window(Day, Day.AddDays(1), pattern)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Every_detection_of_the_catalog_can_be_left_out()
    {
        var window = new MaintenanceWindow(Day.AddHours(8), Day.AddHours(12), [Planner], []);
        foreach (var id in DetectionCaseFile.Ids)
        {
            var file = DetectionCaseFile.Load(id);
            var rule = BedrockDefense.Catalog.Detection.All.Single(detection => detection.Id == id).Rule.Expand(file.Placeholders);
            var compiled = EventBridgeCompiler.Compile(rule);
            var (all, told) = (EventPattern.Parse(compiled.Json), EventPattern.Parse(window.LeaveOutPlanned(compiled).Json));
            foreach (var one in file.Cases)
            {
                var record = JsonNode.Parse(one.Record.GetRawText())!.AsObject();
                record["eventTime"] = "2026-11-30T09:30:00Z";
                Assert.Equal(all.Match(BusEvent.Of(Element(record))).IsMatch, told.Match(BusEvent.Of(Element(record))).IsMatch);
                if (record["userIdentity"]?["sessionContext"]?["sessionIssuer"] is JsonObject issuer)
                {
                    issuer["principalId"] = Planner;
                    Assert.False(told.Match(BusEvent.Of(Element(record))).IsMatch, $"{id}: {one.Name}");
                    record["eventTime"] = "2026-11-30T12:00:00Z";
                    Assert.Equal(all.Match(BusEvent.Of(Element(record))).IsMatch, told.Match(BusEvent.Of(Element(record))).IsMatch);
                }
            }
        }
    }

    [Fact]
    public void A_message_that_tells_of_two_is_left_out_for_both_or_for_neither()
    {
        var exception = Assert.Throws<InseparableDetectionsException>(() =>
            PeopleAlerts.Of(
                [Detection("narrow", "    errorCode|exists: false"), Detection("wide", "")],
                new MaintenanceWindow(Day, Day.AddDays(1), [Planner], ["narrow"])
            )
        );

        Assert.Equal(
            "a maintenance window without narrow would also be one without wide, which the same message tells; name both or neither",
            exception.Message
        );
    }

    [Fact]
    public void Whoever_speaks_for_another_does_so_outside_the_window_too()
    {
        var people = PeopleAlerts.Of(
            [Detection("narrow", "    errorCode|exists: false"), Detection("wide", "")],
            new MaintenanceWindow(Day, Day.AddDays(1), [Planner], ["wide"])
        );

        Assert.Single(people.All[0].Rules);
        var wide = EventPattern.Parse(Assert.Single(people.All[1].Rules, rule => rule.Outcome is not null).Pattern.Json);
        Assert.True(wide.Match(Call(Day.AddDays(1), Planner, "AccessDenied")).IsMatch);
        Assert.False(wide.Match(Call(Day, Planner, "AccessDenied")).IsMatch);
        Assert.False(wide.Match(Call(Day.AddDays(1), Planner)).IsMatch);
    }

    [Fact]
    public void People_are_told_when_of_what_and_of_whom_they_will_not_be_told()
    {
        var message = MaintenanceMessage.Of(
            AlertForm.Text,
            new MaintenanceWindow(Day, Day.AddHours(2), [Planner], ["alert-path-tampering"]),
            SigmaLevel.High
        );

        Assert.Equal(
            $"\"HIGH: The maintenance window {new MaintenanceWindow(Day, Day.AddHours(2), [Planner], []).Span} <phase>: in "
                + $"it people are not told of alert-path-tampering by the roles {Planner}\"",
            message.InputTemplate.Split('\n')[0]
        );
        Assert.DoesNotContain('%', message.InputTemplate);
    }

    [Fact]
    public void The_finding_and_the_chat_notification_of_a_window_hold_the_event_and_its_severity()
    {
        var window = new MaintenanceWindow(Day, Day.AddHours(2), [Planner], ["alert-path-tampering", "defense-stack-tampering"]);
        var @event = Element(
            new JsonObject
            {
                ["id"] = "00000000-0000-4000-8000-000000000001",
                ["account"] = "111122223333",
                ["region"] = "eu-central-1",
                ["time"] = "2026-11-30T00:00:00Z",
                ["detail"] = new JsonObject { ["phase"] = "begins" },
            }
        );

        var finding = JsonDocument.Parse(Transform(MaintenanceMessage.Of(AlertForm.Finding, window, SigmaLevel.Medium))).RootElement;
        var chat = JsonNode.Parse(Transform(MaintenanceMessage.Of(AlertForm.Find("chat"), window, SigmaLevel.High)))!;
        var text = Transform(MaintenanceMessage.Of(AlertForm.Text, window, SigmaLevel.High)).Split('\n');

        Assert.Empty(
            JsonSchemaCheck.Faults(JsonDocument.Parse(Repository.Policy("alerts/finding/finding.schema.json")).RootElement, finding)
        );
        Assert.Equal(
            (
                "medium",
                3,
                "111122223333",
                "eu-central-1",
                "2026-11-30T00:00:00Z",
                "00000000-0000-4000-8000-000000000001/maintenance-window",
                """{"phase":"begins"}"""
            ),
            (
                finding.GetProperty("severity").GetString(),
                finding.GetProperty("severity_id").GetInt32(),
                finding.GetProperty("account").GetString(),
                finding.GetProperty("cloud").GetProperty("region").GetString(),
                finding.GetProperty("time_dt").GetString(),
                finding.GetProperty("finding_info").GetProperty("uid").GetString(),
                finding.GetProperty("event").GetRawText()
            )
        );
        Assert.Equal(
            ("00000000-0000-4000-8000-000000000001", "HIGH: maintenance window begins"),
            (chat["id"]!.GetValue<string>(), chat["content"]!["title"]!.GetValue<string>())
        );
        Assert.Equal(
            "The maintenance window 2026-11-30T00:00Z to 2026-11-30T02:00Z begins: in it people are not told of "
                + $"alert-path-tampering, defense-stack-tampering by the roles {Planner}. Told all the same: what everybody else "
                + "does, and what is critical.",
            chat["content"]!["description"]!.GetValue<string>()
        );
        Assert.Equal(["\"Time: 2026-11-30T00:00:00Z\"", "\"Event id: 00000000-0000-4000-8000-000000000001\""], text[3..5]);

        string Transform(AlertMessage message) =>
            new InputTransformer(message.InputPaths, message.InputTemplate).Transform(
                @event,
                new TransformContext("arn:aws:events:eu-central-1:111122223333:rule/r", "r", DateTimeOffset.UnixEpoch)
            );
    }

    private static CompiledPattern Window(DateTimeOffset start, DateTimeOffset end, string pattern = """{"source":["aws.bedrock"]}""") =>
        new MaintenanceWindow(start, end, [Planner], []).LeaveOutPlanned(new CompiledPattern(pattern, false, false));

    private static CompiledDetection Detection(string id, string more)
    {
        var rule = SigmaRule.Parse(
            $"title: {id}\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n    eventSource: "
                + $"bedrock.amazonaws.com\n    eventName|cased: DeleteGuardrail\n{more}\n  condition: selection\nlevel: high\n",
            $"{id}.yml"
        );
        return new CompiledDetection(new BedrockDefense.Catalog.Detection(id, rule), rule, EventBridgeCompiler.Compile(rule));
    }

    private static JsonElement Call(DateTimeOffset time, string? role, string? error = null)
    {
        var record = new JsonObject
        {
            ["eventSource"] = "bedrock.amazonaws.com",
            ["eventName"] = "DeleteGuardrail",
            ["eventType"] = "AwsApiCall",
            ["eventTime"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["userIdentity"] = role is null
                ? new JsonObject { ["type"] = "Root" }
                : new JsonObject
                {
                    ["type"] = "AssumedRole",
                    ["sessionContext"] = new JsonObject { ["sessionIssuer"] = new JsonObject { ["principalId"] = role } },
                },
        };
        if (error is not null)
        {
            record["errorCode"] = error;
        }

        return BusEvent.Of(Element(record));
    }

    private static JsonElement Element(JsonObject record) => JsonSerializer.SerializeToElement(record);
}
