using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.EventBridge;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>What AWS itself tells about the stack: it is forwarded, and told like a detection.</summary>
[Collection("console")]
public sealed class NoticeTests
{
    private const string Found = """
        {"would":"overwrite what is found with what the settings want",
        "found":{"LoggingConfig":{"CloudWatchConfig":{"LogGroupName":"would:nothing:"}}}}
        """;

    private static readonly Dictionary<string, (string Restore, JsonElement Event, string[] Told)> Cases = new()
    {
        ["A restorer that failed is told at once"] = (
            "non-admin",
            NoticeEvents.Restorer("us-east-1", "FAILED"),
            ["critical restore-failed", "findings restore-failed"]
        ),
        ["A restorer that ran out of time is told at once"] = (
            "always",
            NoticeEvents.Restorer("us-east-1", "TIMED_OUT"),
            ["critical restore-failed", "findings restore-failed"]
        ),
        ["A restorer that somebody stopped is told at once"] = (
            "non-admin",
            NoticeEvents.Restorer("us-east-1", "ABORTED"),
            ["critical restore-failed", "findings restore-failed"]
        ),
        ["A restorer that did its work is told to nobody"] = ("non-admin", NoticeEvents.Restorer("us-east-1", "SUCCEEDED", "{}"), []),
        ["A restorer that begins is told to nobody"] = ("non-admin", NoticeEvents.Restorer("us-east-1", "RUNNING"), []),
        ["Another state machine that failed is told to nobody"] = (
            "non-admin",
            NoticeEvents.Restorer("us-east-1", "FAILED", machine: "payroll"),
            []
        ),
        ["Logging without audio is told to machines"] = (
            "non-admin",
            NoticeEvents.Restorer("us-east-1", "SUCCEEDED", "\"audio is left out: with it the configuration was refused\""),
            ["findings audio-left-out"]
        ),
        ["What is observed and differs is told"] = (
            "observe",
            NoticeEvents.Restorer("us-east-1", "SUCCEEDED", Found),
            ["findings logging-differs", "informational logging-differs"]
        ),
        ["What is observed and is as wanted is told to machines"] = (
            "observe",
            NoticeEvents.Restorer("us-east-1", "SUCCEEDED", """{"would":"nothing: it is as the settings want it","found":{}}"""),
            ["findings logging-as-wanted"]
        ),
        ["What could not be observed is told"] = (
            "observe",
            NoticeEvents.Restorer("us-east-1", "FAILED"),
            ["findings observation-failed", "high observation-failed"]
        ),
        ["A stack that could not be made is told at once"] = (
            "non-admin",
            NoticeEvents.StackInstance("bedrock-defense-forwarder", "CREATE", "FAILED"),
            ["critical members-uncovered", "findings members-uncovered"]
        ),
        ["A stack of a suspended account is told at once"] = (
            "off",
            NoticeEvents.StackInstance("bedrock-defense-restorer", "CREATE", "SKIPPED_SUSPENDED_ACCOUNT"),
            ["critical members-uncovered", "findings members-uncovered"]
        ),
        ["A stack that no operation reaches any more is told at once"] = (
            "off",
            NoticeEvents.StackInstance("bedrock-defense-roles", "UPDATE", "INOPERABLE"),
            ["critical members-uncovered", "findings members-uncovered"]
        ),
        ["A stack that could not be imported is told at once"] = (
            "off",
            NoticeEvents.StackInstance("bedrock-defense-roles", "CREATE", "FAILED_IMPORT"),
            ["critical members-uncovered", "findings members-uncovered"]
        ),
        ["A stack that was deleted is told at once"] = (
            "off",
            NoticeEvents.StackInstance("bedrock-defense-destinations", "DELETE", "SUCCEEDED"),
            ["critical members-uncovered", "findings members-uncovered"]
        ),
        ["A stack that is being deleted is told when it is gone"] = (
            "off",
            NoticeEvents.StackInstance("bedrock-defense-destinations", "DELETE", "RUNNING"),
            []
        ),
        ["A stack that was made is told to nobody"] = (
            "off",
            NoticeEvents.StackInstance("bedrock-defense-forwarder", "CREATE", "SUCCEEDED"),
            []
        ),
        ["A stack of another set that failed is told to nobody"] = ("off", NoticeEvents.StackInstance("network", "CREATE", "FAILED"), []),
        ["Dead letters of the management account are told at once"] = (
            "off",
            NoticeEvents.Alarm("bedrock-defense-forwarder-dead-letters", "ALARM"),
            ["critical path-dead-letters", "findings path-dead-letters"]
        ),
        ["Dead letters of its restorers are told at once"] = (
            "off",
            NoticeEvents.Alarm("bedrock-defense-restorer-dead-letters", "ALARM"),
            ["critical path-dead-letters", "findings path-dead-letters"]
        ),
        ["That its queue is empty is told to nobody"] = ("off", NoticeEvents.Alarm("bedrock-defense-forwarder-dead-letters", "OK"), []),
        ["That its queue has no data is told to nobody"] = (
            "off",
            NoticeEvents.Alarm("bedrock-defense-forwarder-dead-letters", "INSUFFICIENT_DATA"),
            []
        ),
        ["Another alarm is told to nobody"] = ("off", NoticeEvents.Alarm("payroll", "ALARM"), []),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whoever_is_to_be_told_is_told(string name)
    {
        var (restore, @event, told) = Cases[name];
        var stack = await Stacks.WithAsync(("restore", $$"""{"mode":"{{restore}}"}"""));

        var report = Assert.Single(Rehearser.Send(stack, @event));

        Assert.Empty(report.Failures);
        Assert.Equal(told, report.Messages.Select(message => $"{message.Channel} {message.Detection}").Order(StringComparer.Ordinal));
        Assert.All(
            report.Messages.Where(message => message.Channel == "findings"),
            message =>
                Assert.True(
                    JsonNode.DeepEquals(
                        JsonSerializer.SerializeToNode(@event.GetProperty("detail")),
                        JsonNode.Parse(message.Message)!["event"]
                    )
                )
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_told_is_forwarded_from_where_AWS_tells_it(string name)
    {
        var (restore, @event, told) = Cases[name];
        var stack = await Stacks.WithAsync(("restore", $$"""{"mode":"{{restore}}"}"""));
        var region = @event.GetProperty("region").GetString();

        var isForwarded = stack
            .All("cloudwatch/eventRule")
            .Where(rule => rule.Name.StartsWith("bedrock-defense-forwarder", StringComparison.Ordinal) && rule.Text("region") == region)
            .Any(rule => EventPattern.Parse(rule.Text("eventPattern")!).Match(@event).IsMatch);

        Assert.True(isForwarded || told.Length == 0);
    }

    [Fact]
    public async Task A_reason_that_a_member_chose_stands_in_no_text()
    {
        var report = Assert.Single(
            Rehearser.Send(await Stacks.SampleAsync(), NoticeEvents.StackInstance("bedrock-defense-forwarder", "CREATE", "FAILED"))
        );

        var text = report.Messages.Single(message => message.Channel == "critical").Message;
        Assert.StartsWith(
            "\"CRITICAL: A member account is not covered where the stack "
                + "arn:aws:cloudformation:us-east-1:111122223333:stack/StackSet-x/0a1b2c3d-0000-1111-2222-333344445555 should "
                + "stand: CREATE ended as FAILED\"\n",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("is taken", text, StringComparison.Ordinal);
        Assert.All(
            text.Split('\n'),
            line =>
                Assert.True(line.Length > 2 && line[0] == '"' && line[^1] == '"' && line.Count(character => character == '"') == 2, line)
        );
    }

    [Fact]
    public async Task Members_forward_what_their_restorers_ended_as_and_neither_alarms_nor_stack_sets()
    {
        var patterns = JsonNode.Parse(
            (await Stacks.SampleAsync()).Find("cloudformation/stackSet bedrock-defense-forwarder").Text("templateBody")!
        )!["Resources"]!
            .AsObject()
            .Where(resource => resource.Key.StartsWith("ForwarderRule", StringComparison.Ordinal))
            .Select(resource => EventPattern.Parse(resource.Value!["Properties"]!["EventPattern"]!.ToJsonString(JsonText.Options)))
            .ToList();

        Assert.Contains(patterns, pattern => pattern.Match(NoticeEvents.Restorer("us-east-1", "FAILED")).IsMatch);
        Assert.DoesNotContain(
            patterns,
            pattern => pattern.Match(NoticeEvents.Alarm("bedrock-defense-forwarder-dead-letters", "ALARM")).IsMatch
        );
        Assert.DoesNotContain(
            patterns,
            pattern => pattern.Match(NoticeEvents.StackInstance("bedrock-defense-forwarder", "CREATE", "FAILED")).IsMatch
        );
    }
}
