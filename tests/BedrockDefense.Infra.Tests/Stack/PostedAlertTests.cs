using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Testing.Rendering;
using BedrockDefense.Testing.StateMachines;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// Slack, Teams, PagerDuty and web hooks get each message over HTTPS in a form that they take, whatever the event says. Where the endpoint
/// does not take it, the execution ends as failed.
/// </summary>
[Collection("console")]
public sealed class PostedAlertTests
{
    private const string Connection =
        "arn:aws:events:eu-central-1:999999999999:connection/bedrock-defense-NAME/0f1e2d3c-4b5a-4968-8776-655443322110";

    private static readonly Dictionary<string, Receiver> Receivers = new()
    {
        ["slack"] = new("C0123456789", "POST /api/chat.postMessage", "slack-message", """{"ok":true}""")
        {
            Authorization = "Bearer xoxb-secret",
        },
        ["teams"] = new(
            "https://prod-1.westeurope.logic.azure.com/workflows/0f/triggers/manual/paths/invoke?api-version=2016-06-01",
            "POST /workflows/0f/triggers/manual/paths/invoke?api-version=2016-06-01&sig=secret",
            "teams-message",
            ""
        )
        {
            Query = new Dictionary<string, string> { ["sig"] = "secret" },
        },
        ["pagerduty"] = new(
            "https://events.eu.pagerduty.com/v2/enqueue",
            "POST /v2/enqueue",
            "pagerduty-event",
            """{"status":"success","message":"Event processed"}"""
        )
        {
            Fields = new Dictionary<string, string> { ["routing_key"] = "0123456789abcdef0123456789abcdef" },
        },
        ["webhook"] = new("https://siem.example.com/hook", "POST /hook", null, "thanks") { Authorization = "Basic c2llbTpwdw==" },
    };

    private static readonly Dictionary<string, string> Principals = new()
    {
        ["A user's path with quotation marks"] = "arn:aws:iam::111122223333:user/\"],[]/by/<account>/mallory",
        ["A link in Markdown, and a mention of everybody"] = "arn:aws:iam::111122223333:user/[click](https://evil.example)/<!channel>/x",
        ["A text that looks like an expression"] = "{% $states.context %}",
        ["A text that is too long"] = new string('x', 5_000),
        ["Nothing but spaces"] = "  \n ",
        ["Nothing"] = "",
        ["Characters outside the basic plane"] = string.Concat(Enumerable.Repeat("\U0001F600", 3_000)),
    };

    private static readonly ConcurrentDictionary<string, Task<StackDeclaration>> Declared = [];

    public static TheoryData<string> Protocols => [.. Receivers.Keys];

    public static TheoryData<string, string> ProtocolsAndTexts =>
        [.. Receivers.Keys.SelectMany(_ => Principals.Keys, (protocol, text) => (protocol, text))];

    public static TheoryData<string, int> RefusedStatus =>
        [.. Receivers.Keys.SelectMany(_ => (int[])[400, 401, 403, 404, 410, 413], (protocol, status) => (protocol, status))];

    [Theory]
    [MemberData(nameof(ProtocolsAndTexts))]
    public async Task The_receiver_gets_a_message_that_it_takes_whatever_the_event_says(string protocol, string text)
    {
        var receiver = Receivers[protocol];
        var stack = await StackAsync(protocol);
        await using var endpoint = new HttpsEndpoint((200, receiver.Answer));
        var messages = Messages(stack, protocol, DeliveredMessages.Deletion(Principals[text]));

        foreach (var message in messages)
        {
            var execution = Execution.Run(Definition(stack), JsonNode.Parse(message)!, receiver.Task(endpoint).Call);

            Assert.Equal(("SUCCEEDED", null), (execution.Status, execution.Cause));
            Assert.Equal(["Keep", "Post", "Check", "Posted"], execution.Visited);
        }

        Assert.NotEmpty(messages);
        Assert.Equal(messages.Count, endpoint.Received.Count);
        foreach (var ((target, authorization, body), message) in endpoint.Received.Zip(messages))
        {
            Assert.Equal((receiver.Target, receiver.Authorization ?? ""), (target, authorization));
            if (receiver.Schema is null)
            {
                Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(message).RootElement, JsonDocument.Parse(body).RootElement));
                continue;
            }

            var schema = JsonDocument.Parse(Repository.Case($"alerts/{receiver.Schema}.schema.json")).RootElement;
            Assert.Empty(JsonSchemaCheck.Faults(schema, JsonDocument.Parse(body).RootElement));
            Assert.True(body.Length < 28_000, "Teams takes 28 KB");
            var texts = Texts(JsonNode.Parse(body)!).ToList();
            var runes = Principals[text].EnumerateRunes().ToList();
            Assert.Contains(
                texts,
                one =>
                    one
                    == (
                        string.IsNullOrWhiteSpace(Principals[text]) ? "-"
                        : runes.Count > 1_000 ? string.Concat(runes.Take(999)) + "…"
                        : Principals[text]
                    )
            );
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Notices_and_maintenance_windows_are_posted_too(string protocol)
    {
        var receiver = Receivers[protocol];
        var stack = await StackAsync(protocol);
        await using var endpoint = new HttpsEndpoint((202, receiver.Answer));

        foreach (var message in Messages(stack, protocol, JsonNode.Parse(NoticeEvents.Restorer("us-east-1", "FAILED").GetRawText())!))
        {
            Assert.Equal("SUCCEEDED", Execution.Run(Definition(stack), JsonNode.Parse(message)!, receiver.Task(endpoint).Call).Status);
        }

        var body = JsonDocument.Parse(Assert.Single(endpoint.Received).Body).RootElement;
        if (receiver.Schema is { } schema)
        {
            Assert.Empty(JsonSchemaCheck.Faults(JsonDocument.Parse(Repository.Case($"alerts/{schema}.schema.json")).RootElement, body));
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Whoever_is_busy_or_away_is_tried_again(string protocol)
    {
        var receiver = Receivers[protocol];
        var stack = await StackAsync(protocol);
        await using var endpoint = new HttpsEndpoint((429, "slow down"), (503, "<html>"), (200, receiver.Answer));

        var execution = Execution.Run(Definition(stack), Message(stack, protocol), receiver.Task(endpoint).Call);

        Assert.Equal(("SUCCEEDED", 3), (execution.Status, endpoint.Received.Count));
        Assert.Single(endpoint.Received.Select(one => one.Body).Distinct());
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Whoever_stays_away_fails_the_execution(string protocol)
    {
        var receiver = Receivers[protocol];
        var stack = await StackAsync(protocol);
        await using var endpoint = new HttpsEndpoint((500, "no"));

        var execution = Execution.Run(Definition(stack), Message(stack, protocol), receiver.Task(endpoint).Call);

        Assert.Equal(("FAILED", "States.Http.StatusCode.500", 11), (execution.Status, execution.Error, endpoint.Received.Count));
    }

    [Theory]
    [MemberData(nameof(RefusedStatus))]
    public async Task A_refusal_that_no_second_try_mends_fails_the_execution_at_once(string protocol, int status)
    {
        var receiver = Receivers[protocol];
        var stack = await StackAsync(protocol);
        await using var endpoint = new HttpsEndpoint((status, "no_service"));

        var execution = Execution.Run(Definition(stack), Message(stack, protocol), receiver.Task(endpoint).Call);

        Assert.Equal(("FAILED", $"States.Http.StatusCode.{status}", 1), (execution.Status, execution.Error, endpoint.Received.Count));
        Assert.Contains("no_service", execution.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"ok":false,"error":"invalid_auth"}""", "invalid_auth")]
    [InlineData(302, "moved", "302: moved")]
    public async Task An_answer_that_does_not_say_that_the_message_is_taken_fails_the_execution(int status, string answer, string cause)
    {
        var stack = await StackAsync("slack");
        await using var endpoint = new HttpsEndpoint((status, answer));

        var execution = Execution.Run(Definition(stack), Message(stack, "slack"), Receivers["slack"].Task(endpoint).Call);

        Assert.Equal(("FAILED", "MessageRefused"), (execution.Status, execution.Error));
        Assert.Contains(cause, execution.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Every_execution_that_loses_its_message_is_told_on_the_critical_topic(string protocol) =>
        LostMessageAlarms.AssertFor(await StackAsync(protocol));

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task The_role_posts_to_its_endpoint_with_its_connection_only(string protocol)
    {
        var stack = await StackAsync(protocol);
        var machine = Assert.Single(stack.Deliverers);
        var connection = Connection.Replace("NAME", protocol, StringComparison.Ordinal);
        var secret = $"arn:aws:secretsmanager:eu-central-1:999999999999:secret:events!connection/bedrock-defense-{protocol}/0f1e-AbCdEf";
        var url = protocol == "slack" ? "https://slack.com/api/chat.postMessage" : Receivers[protocol].Endpoint;
        var policies = new RolePolicies(
            "999999999999",
            stack.Find($"iam/role {machine.Name}").Text("assumeRolePolicy")!,
            stack.Find($"iam/rolePolicy {machine.Name}").Text("policy")!
        );
        RoleUse Posts(string to, string method = "POST") =>
            new(
                "states:InvokeHTTPEndpoint",
                machine.Arn!,
                new Dictionary<string, string> { ["states:HTTPEndpoint"] = to, ["states:HTTPMethod"] = method }
            );

        Assert.True(policies.IsTrusted(new RoleUser("states.amazonaws.com", machine.Arn!)));
        Assert.False(policies.IsTrusted(new RoleUser("states.amazonaws.com", machine.Arn + "-2")));
        Assert.False(policies.IsTrusted(new RoleUser("events.amazonaws.com", machine.Arn!)));
        Assert.True(policies.Allows(Posts(url)));
        Assert.False(policies.Allows(Posts("https://evil.example/")));
        Assert.False(policies.Allows(Posts(url, "GET")));
        Assert.True(policies.Allows(new("events:RetrieveConnectionCredentials", connection)));
        Assert.False(
            policies.Allows(
                new("events:RetrieveConnectionCredentials", connection.Replace("/bedrock-", "/other-", StringComparison.Ordinal))
            )
        );
        Assert.True(policies.Allows(new("secretsmanager:GetSecretValue", secret)));
        Assert.False(
            policies.Allows(new("secretsmanager:GetSecretValue", secret.Replace("/bedrock-", "/other-", StringComparison.Ordinal)))
        );
    }

    [Fact]
    public async Task Two_channels_of_one_app_are_two_destinations()
    {
        var stack = await Stacks.WithAsync(
            (
                "alerts",
                $$"""
                [
                  {"protocol":"slack","endpoint":"C0123456789","connection":"{{Connection}}","severities":["high"]},
                  {"protocol":"slack","endpoint":"C9876543210","connection":"{{Connection}}","severities":["low"]}
                ]
                """
            )
        );

        var report = Assert.Single(Rehearser.Send(stack, JsonSerializer.SerializeToElement(DeliveredMessages.Deletion("x"))));

        Assert.Equal(2, stack.Deliverers.Count());
        var told = Assert.Single(report.Messages, message => message.Recipients.Any(recipient => recipient.Protocol == "slack"));
        Assert.Contains(
            "C0123456789",
            stack.Deliverers.Single(one => one.Arn == told.TopicArn).Text("definition"),
            StringComparison.Ordinal
        );
    }

    private static Task<StackDeclaration> StackAsync(string protocol) =>
        Declared.GetOrAdd(
            protocol,
            static protocol =>
                Stacks.WithAsync(
                    (
                        "alerts",
                        JsonSerializer.Serialize(
                            new[]
                            {
                                new
                                {
                                    protocol,
                                    endpoint = Receivers[protocol].Endpoint,
                                    connection = Connection.Replace("NAME", protocol, StringComparison.Ordinal),
                                },
                            }
                        )
                    )
                )
        );

    private static List<string> Messages(StackDeclaration stack, string protocol, JsonNode @event) =>
        DeliveredMessages.Of(stack, @event, recipient => recipient.Protocol == protocol);

    private static JsonNode Message(StackDeclaration stack, string protocol) =>
        JsonNode.Parse(Messages(stack, protocol, DeliveredMessages.Deletion("arn:aws:iam::111122223333:user/eve"))[0])!;

    private static string Definition(StackDeclaration stack) => Assert.Single(stack.Deliverers).Text("definition")!;

    private static IEnumerable<string> Texts(JsonNode node) =>
        node switch
        {
            JsonObject map => map.SelectMany(member => Texts(member.Value!)),
            JsonArray list => list.SelectMany(one => Texts(one!)),
            _ => node.GetValueKind() == JsonValueKind.String ? [node.GetValue<string>()] : [],
        };

    private sealed record Receiver(string Endpoint, string Target, string? Schema, string Answer)
    {
        public string? Authorization { get; init; }

        public IReadOnlyDictionary<string, string>? Query { get; init; }

        public IReadOnlyDictionary<string, string>? Fields { get; init; }

        public HttpTask Task(HttpsEndpoint endpoint) => new(endpoint, Authorization, Query, Fields);
    }
}
