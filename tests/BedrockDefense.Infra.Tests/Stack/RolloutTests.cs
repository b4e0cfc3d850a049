using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>A rollout to 600 accounts and Regions, in a maintenance window that names StackSets.</summary>
[Collection("console")]
public sealed class RolloutTests
{
    private const int Accounts = 300;
    private const string Window = """
        {"start":"2026-11-20T10:00Z","end":"2026-11-20T14:00Z","roles":["stackSets"],
        "detections":["alert-path-tampering","delivery-role-tampering","defense-stack-tampering","bedrock-log-group-tampering",
        "bedrock-log-group-forgeable","bedrock-log-bucket-tampering"]}
        """;

    private static readonly string[] People = ["critical", "high", "medium", "low", "informational"];

    [Fact]
    public async Task Sends_people_at_most_three_messages()
    {
        var stack = await InWindowAsync();
        var places = Enumerable
            .Range(0, Accounts)
            .SelectMany(number => (string[])["eu-central-1", "us-east-1"], (number, region) => ($"{300_000_000_000 + number}", region))
            .ToList();
        List<JsonElement> events =
        [
            .. places.SelectMany(place =>
                Calls(stack, place.Item1, place.region, "arn:aws:iam::{0}:role/stacksets-exec-0a1b2c3d4e5f60718293a4b5c6d7e8f9")
            ),
        ];

        var told = Told(stack, [.. events, .. WindowEvents(stack)]).ToList();

        Assert.Equal(600, places.Count);
        Assert.True(events.Count > 10_000);
        // That the window begins and that it is over.
        Assert.InRange(told.Count, 1, 3);
        Assert.All(told, message => Assert.Equal("maintenance-window", message.Detection[.."maintenance-window".Length]));
    }

    [Fact]
    public async Task Outside_a_window_it_would_send_thousands()
    {
        var stack = await Stacks.SampleAsync();

        var perPlace = Told(
                stack,
                Calls(stack, "300000000000", "us-east-1", "arn:aws:iam::{0}:role/stacksets-exec-0a1b2c3d4e5f60718293a4b5c6d7e8f9")
            )
            .Count();

        Assert.InRange(perPlace, 5, 40);
    }

    [Theory]
    [InlineData("arn:aws:iam::{0}:role/DataScientist")]
    [InlineData("arn:aws:iam::{0}:role/x:role/stacksets-exec-0a1b2c3d4e5f60718293a4b5c6d7e8f9")]
    [InlineData("arn:aws:iam::{0}:role/team/stacksets-exec-0a1b2c3d4e5f60718293a4b5c6d7e8f9")]
    [InlineData("arn:aws:iam::{0}:role/STACKSETS-exec-0a1b2c3d4e5f60718293a4b5c6d7e8f9")]
    [InlineData("arn:aws:iam::{0}:user/stacksets-exec-0a1b2c3d4e5f60718293a4b5c6d7e8f9")]
    [InlineData("arn:aws:iam::{0}:root")]
    [InlineData("arn:aws-cn:iam::{0}:role/stacksets-exec-0a1b2c3d4e5f60718293a4b5c6d7e8f9")]
    public async Task Whoever_only_looks_like_StackSets_is_told_of_in_the_window(string principal)
    {
        var stack = await InWindowAsync();

        Assert.NotEmpty(Told(stack, Calls(stack, "300000000000", "us-east-1", principal)));
    }

    [Fact]
    public async Task The_name_is_spared_in_no_management_account() =>
        Assert.NotEmpty(
            Told(
                await InWindowAsync(),
                Calls(
                    await InWindowAsync(),
                    "999999999999",
                    "us-east-1",
                    "arn:aws:iam::{0}:role/stacksets-exec-0a1b2c3d4e5f60718293a4b5c6d7e8f9"
                )
            )
        );

    [Fact]
    public async Task Machines_get_every_finding() =>
        Assert.Equal(
            Rehearser
                .Send(
                    await Stacks.SampleAsync(),
                    [.. Calls(await Stacks.SampleAsync(), "300000000000", "us-east-1", "arn:aws:iam::{0}:role/stacksets-exec-1")]
                )
                .Sum(report => report.Messages.Count(message => message.Channel == "findings")),
            Rehearser
                .Send(
                    await InWindowAsync(),
                    [.. Calls(await InWindowAsync(), "300000000000", "us-east-1", "arn:aws:iam::{0}:role/stacksets-exec-1")]
                )
                .Sum(report => report.Messages.Count(message => message.Channel == "findings"))
        );

    private static Task<StackDeclaration> InWindowAsync() =>
        Stacks.WithAsync(("managementAccount", "\"999999999999\""), ("guardrails", """{"targets":["r-exam"]}"""), ("maintenance", Window));

    private static IEnumerable<DeliveredMessage> Told(StackDeclaration stack, IEnumerable<JsonElement> events) =>
        Rehearser.Send(stack, [.. events]).SelectMany(report => report.Messages).Where(message => People.Contains(message.Channel));

    // What CloudFormation calls to make the templates' resources, what the restorer then does, and what AWS tells of it all.
    private static IEnumerable<JsonElement> Calls(StackDeclaration stack, string account, string region, string principal)
    {
        var caller = Caller.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, principal, account));
        foreach (
            var template in stack
                .All("cloudformation/stackSet")
                .Select(set => JsonNode.Parse(set.Text("templateBody")!)!["Resources"]!.AsObject())
        )
        {
            foreach (var resource in template.Select(entry => entry.Value!))
            {
                foreach (
                    var (source, name, parameters) in Calls(
                        resource["Type"]!.GetValue<string>(),
                        resource["Properties"]?.ToJsonString(JsonText.Options) ?? "",
                        account,
                        region
                    )
                )
                {
                    yield return new ApiCall(
                        caller,
                        $"{source}.amazonaws.com",
                        name,
                        ReadOnly: false,
                        source == "iam" ? "us-east-1" : region,
                        Sequence: 1,
                        Parameters: parameters
                    ).Event();
                }
            }
        }

        yield return new ApiCall(
            Caller.Parse($"arn:aws:iam::{account}:role/bedrock-defense-restorer-{region}"),
            "bedrock.amazonaws.com",
            "PutModelInvocationLoggingConfiguration",
            ReadOnly: false,
            region,
            Sequence: 2,
            Parameters: Configuration()
        ).Event();
        yield return NoticeEvents.Restorer(region, "SUCCEEDED", "{}", account: account);
        yield return NoticeEvents.StackInstance("bedrock-defense-forwarder", "CREATE", "RUNNING");
        yield return NoticeEvents.StackInstance("bedrock-defense-forwarder", "CREATE", "SUCCEEDED");
    }

    private static IEnumerable<(string Source, string Name, JsonObject Parameters)> Calls(
        string type,
        string properties,
        string account,
        string region
    )
    {
        var name = properties.Contains("forwarder", StringComparison.Ordinal) ? "bedrock-defense-forwarder" : "bedrock-defense-restorer";
        var queue = new JsonObject { ["queueUrl"] = $"https://sqs.{region}.amazonaws.com/{account}/{name}-dead-letters" };
        return type switch
        {
            "AWS::IAM::Role" =>
            [
                ("iam", "CreateRole", new() { ["roleName"] = RoleName() }),
                ("iam", "PutRolePolicy", new() { ["roleName"] = RoleName(), ["policyName"] = "p" }),
            ],
            "AWS::SQS::Queue" => [("sqs", "CreateQueue", new() { ["queueName"] = $"{name}-dead-letters" })],
            "AWS::SQS::QueuePolicy" => [("sqs", "SetQueueAttributes", queue)],
            "AWS::Events::Rule" =>
            [
                ("events", "PutRule", new() { ["name"] = $"{name}-1" }),
                ("events", "PutTargets", new() { ["rule"] = $"{name}-1" }),
            ],
            "AWS::Logs::LogGroup" =>
            [
                ("logs", "CreateLogGroup", new() { ["logGroupName"] = "bedrock-defense-invocations" }),
                ("logs", "PutRetentionPolicy", new() { ["logGroupName"] = "bedrock-defense-invocations", ["retentionInDays"] = 365 }),
            ],
            "AWS::StepFunctions::StateMachine" => [("states", "CreateStateMachine", new() { ["name"] = name })],
            "AWS::Scheduler::ScheduleGroup" => [("scheduler", "CreateScheduleGroup", new() { ["name"] = name })],
            "AWS::Scheduler::Schedule" => [("scheduler", "CreateSchedule", new() { ["name"] = name, ["groupName"] = name })],
            "AWS::CloudFormation::WaitConditionHandle" => [],
            _ => throw new NotSupportedException($"nobody has said what CloudFormation calls for {type}"),
        };

        string RoleName() =>
            properties.Contains("\"PolicyName\":\"write-invocations\"", StringComparison.Ordinal)
                ? "bedrock-defense-invocations"
                : $"{name}-{region}";
    }

    private static JsonObject Configuration() =>
        new()
        {
            ["loggingConfig"] = new JsonObject
            {
                ["cloudWatchConfig"] = new JsonObject
                {
                    ["logGroupName"] = "bedrock-defense-invocations",
                    ["roleArn"] = "arn:aws:iam::300000000000:role/bedrock-defense-invocations",
                },
                ["textDataDeliveryEnabled"] = true,
                ["imageDataDeliveryEnabled"] = true,
                ["embeddingDataDeliveryEnabled"] = true,
                ["videoDataDeliveryEnabled"] = true,
                ["audioDataDeliveryEnabled"] = true,
            },
        };

    private static IEnumerable<JsonElement> WindowEvents(StackDeclaration stack) =>
        stack
            .All("scheduler/schedule")
            .Where(schedule => schedule.Name.StartsWith("maintenance", StringComparison.Ordinal))
            .Select(schedule =>
                JsonSerializer.SerializeToElement(
                    new JsonObject
                    {
                        ["id"] = "00000000-0000-4000-8000-000000000001",
                        ["source"] = schedule.Inputs["target"]!["eventbridgeParameters"]!["source"]!.GetValue<string>(),
                        ["detail-type"] = schedule.Inputs["target"]!["eventbridgeParameters"]!["detailType"]!.GetValue<string>(),
                        ["account"] = "999999999999",
                        ["region"] = Stacks.Home,
                        ["time"] = "2026-11-20T10:00:00Z",
                        ["detail"] = JsonNode.Parse(schedule.Inputs["target"]!["input"]!.GetValue<string>()),
                    }
                )
            );
}
