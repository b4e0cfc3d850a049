using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>A stack with a maintenance window: whom it tells of what, and that the window itself is told.</summary>
[Collection("console")]
public sealed class MaintenanceTests
{
    private const string Cases = "stack/maintenance.json";
    private const string Window = """
        {"start":"2026-12-01T08:00Z","end":"2026-12-01T12:30Z","roles":["AROAEXAMPLEEXAMPLE11"],"detections":["bedrock-logging-deletion",
        "alert-path-tampering"]}
        """;

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_a_window_people_are_told_what_its_case_says(string name)
    {
        var one = Repository.Find<MaintenanceCase>(Cases, name);

        var report = Assert.Single(Rehearser.Send(await Stacks.WithAsync(("maintenance", Window)), one.Event()));

        Assert.Empty(report.Failures);
        Assert.Equal(one.Told, report.Messages.Select(message => message.Channel).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("begins")]
    [InlineData("is over")]
    public async Task Machines_and_the_people_who_miss_something_are_told_that_it(string phase)
    {
        var stack = await Stacks.WithAsync(("maintenance", Window));
        var schedule = stack.Find($"scheduler/schedule maintenance-{phase.Replace(' ', '-')}");
        var target = schedule.Inputs["target"]!;

        var report = Assert.Single(
            Rehearser.Send(
                stack,
                JsonSerializer.SerializeToElement(
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
                )
            )
        );

        Assert.Equal(["findings", "high"], report.Messages.Select(message => message.Channel).Order(StringComparer.Ordinal));
        var text = report.Messages.Single(message => message.Channel == "high");
        Assert.StartsWith(
            $"\"HIGH: The maintenance window 2026-12-01T08:00Z to 2026-12-01T12:30Z {phase}: in it people are not told of "
                + "bedrock-logging-deletion, alert-path-tampering by the roles AROAEXAMPLEEXAMPLE11\"\n",
            text.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("soc@example.com", text.Recipients.Select(recipient => recipient.Endpoint));
        var finding = JsonNode.Parse(report.Messages.Single(message => message.Channel == "findings").Message)!;
        Assert.Equal(
            ("maintenance-window", "high", phase),
            (
                finding["detection"]!.GetValue<string>(),
                finding["severity"]!.GetValue<string>(),
                finding["event"]!["phase"]!.GetValue<string>()
            )
        );
    }

    [Fact]
    public async Task It_begins_and_ends_at_its_times_and_nothing_is_left_out_before_that_can_be_told()
    {
        var stack = await Stacks.WithAsync(("maintenance", Window));

        Assert.Equal(
            [("maintenance-begins", "at(2026-12-01T08:00:00)"), ("maintenance-is-over", "at(2026-12-01T12:30:00)")],
            stack
                .All("scheduler/schedule")
                .Where(schedule => schedule.Name.StartsWith("maintenance", StringComparison.Ordinal))
                .Select(schedule => (schedule.Name, schedule.Text("scheduleExpression")!))
        );
        var telling = stack
            .All("cloudwatch/eventTarget")
            .Where(target => target.Name.EndsWith("-text", StringComparison.Ordinal))
            .Select(target => target.Text("rule"))
            .ToHashSet();
        var rules = stack
            .All("cloudwatch/eventRule")
            .Where(rule =>
                rule.Text("eventBusName") is not null
                && telling.Contains(rule.Name)
                && AlertRule.DetectionOf(rule.Name) is "bedrock-logging-deletion" or "alert-path-tampering"
            )
            .ToList();
        Assert.Equal(
            ["alert-path-tampering", "bedrock-logging-deletion"],
            rules.Select(rule => AlertRule.DetectionOf(rule.Name)).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(
            rules,
            rule =>
                Assert.Superset(
                    new HashSet<string> { "maintenance-begins", "maintenance-is-over" },
                    rule.Options.DependsOn.Select(key => key.Name).ToHashSet()
                )
        );
    }

    [Fact]
    public async Task Its_role_puts_events_of_its_source_on_the_central_bus_for_its_schedules_and_nothing_else()
    {
        var stack = await Stacks.WithAsync(("maintenance", Window));
        const string bus = "arn:aws:events:eu-central-1:999999999999:event-bus/bedrock-defense";
        var one = new RoleCase("bedrock-defense-maintenance", Stacks.Home, [], [], [], [], DeclaredAs: "maintenance");

        var policies = Assert.Single(one.Policies(stack));

        Assert.True(
            policies.IsTrusted(
                new RoleUser(
                    "scheduler.amazonaws.com",
                    "arn:aws:scheduler:eu-central-1:%accountId%:schedule-group/bedrock-defense-maintenance"
                )
            )
        );
        Assert.False(
            policies.IsTrusted(new RoleUser("scheduler.amazonaws.com", "arn:aws:scheduler:eu-central-1:%accountId%:schedule-group/default"))
        );
        Assert.True(
            policies.Allows(
                new RoleUse("events:PutEvents", bus, new Dictionary<string, string> { ["events:source"] = "bedrock-defense.maintenance" })
            )
        );
        Assert.False(
            policies.Allows(new RoleUse("events:PutEvents", bus, new Dictionary<string, string> { ["events:source"] = "aws.bedrock" }))
        );
        Assert.False(policies.Allows(new RoleUse("sns:Publish", "arn:aws:sns:eu-central-1:999999999999:bedrock-defense-high")));
    }

    [Fact]
    public async Task People_with_a_topic_of_their_own_are_told_of_the_window_where_they_miss_something()
    {
        var stack = await Stacks.WithAsync(
            ("maintenance", Window),
            (
                "alerts",
                """
                [{"protocol":"email","endpoint":"paths@example.com","detections":["alert-path-tampering"]},{"protocol":"email",
                "endpoint":"keys@example.com","detections":["kms-key-tampering"]},{"protocol":"chat"}]
                """
            )
        );

        Assert.Equal(
            ["bedrock-defense-chat", "bedrock-defense-findings", "bedrock-defense-high", .. OwnTopics(stack, "paths@example.com")],
            stack
                .All("cloudwatch/eventTarget")
                .Where(target => target.Name.StartsWith("maintenance-window", StringComparison.Ordinal))
                .Select(target => target.Text("arn")!.Split(':')[^1])
                .Order(StringComparer.Ordinal)
        );
    }

    private static IEnumerable<string> OwnTopics(StackDeclaration stack, string endpoint) =>
        stack
            .All("sns/topicSubscription")
            .Where(subscription => subscription.Text("endpoint") == endpoint)
            .Select(subscription => subscription.Text("topic")!.Split(':')[^1]);
}

/// <summary>A call and who is told of it.</summary>
/// <param name="Time">When it was made.</param>
/// <param name="Role">The unique id of the role that made it; null for the root user.</param>
/// <param name="Call">What was called.</param>
/// <param name="Told">The topics that get a message.</param>
internal sealed record MaintenanceCase(string Time, string? Role, string Call, IReadOnlyList<string> Told)
{
    private string Service =>
        Call switch
        {
            "PutRule" => "events",
            "UpdatePolicy" => "organizations",
            "StopLogging" => "cloudtrail",
            _ => "bedrock",
        };

    /// <summary>The event on the central bus.</summary>
    public JsonElement Event() =>
        JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["id"] = "00000000-0000-4000-8000-000000000002",
                ["source"] = $"aws.{Service}",
                ["detail-type"] = "AWS API Call via CloudTrail",
                ["account"] = "999999999999",
                ["region"] = Stacks.Home,
                ["time"] = Time,
                ["detail"] = new JsonObject
                {
                    ["eventVersion"] = "1.11",
                    ["eventTime"] = Time,
                    ["eventSource"] = $"{Service}.amazonaws.com",
                    ["eventName"] = Call,
                    ["awsRegion"] = Stacks.Home,
                    ["eventType"] = "AwsApiCall",
                    ["requestParameters"] = new JsonObject { ["name"] = "bedrock-logging-deletion", ["eventBusName"] = "bedrock-defense" },
                    ["userIdentity"] = Role is null
                        ? new JsonObject { ["type"] = "IAMUser", ["arn"] = "arn:aws:iam::999999999999:user/mallory" }
                        : new JsonObject
                        {
                            ["type"] = "AssumedRole",
                            ["arn"] = "arn:aws:sts::999999999999:assumed-role/BedrockLoggingAdmin/planner",
                            ["sessionContext"] = new JsonObject
                            {
                                ["sessionIssuer"] = new JsonObject
                                {
                                    ["principalId"] = Role,
                                    ["arn"] = "arn:aws:iam::999999999999:role/BedrockLoggingAdmin",
                                    ["userName"] = "BedrockLoggingAdmin",
                                },
                            },
                        },
                },
            }
        );
}
